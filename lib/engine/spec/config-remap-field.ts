import { z } from 'zod'
import { defineComponent, template } from '../component'
import { interpolatedString } from '../interpolate'
import { toText } from '../values/text'
import { isObject, type Json, ownValue, setKey, type Value } from '../values/value'
import type { ConfigTransformation } from './config-rules'

export const configRemapField = defineComponent({
  schema: z
    .object({
      type: z.literal('ConfigRemapField'),
      map: z.union([z.record(z.string(), z.unknown()), template('config')]).meta({
        title: 'Values',
        description: 'The new value for each old one; others stay.',
        examples: [{ pending: 'in_progress' }],
      }),
      field_path: z.array(template('config')).meta({
        title: 'Field',
        description: 'Which field is changed.',
        examples: [['status']],
      }),
    })
    .meta({ title: 'Rename values', description: 'Replaces old values of a field by new ones.' }),

  create({ map, field_path }, context): ConfigTransformation {
    return {
      transform(config) {
        const scope = { ...context, config }
        const render = (text: string) => interpolatedString(text, scope)()
        const path = field_path.map((part) => toText(render(part)))
        const last = path.at(-1)
        const parent = path.slice(0, -1).reduce<Json | undefined>(memberOf, config)
        const current = last === undefined ? undefined : memberOf(parent, last)
        const values = (typeof map === 'string' ? render(map) : map) as Value
        if (last === undefined || current === undefined || !isObject(values)) return
        const entry = Object.entries(values).find(
          ([from]) => toText(render(from)) === toText(current),
        )
        if (!entry) return
        const value = typeof entry[1] === 'string' ? render(entry[1]) : entry[1]
        setKey(parent as { [key: string]: Json }, last, value as Json)
      },
    }
  },
})

function memberOf(parent: Json | undefined, key: string): Json | undefined {
  if (parent === undefined || !isObject(parent)) return undefined
  return ownValue(parent as { readonly [key: string]: Json }, key)
}
