import { z } from 'zod'
import { type BuildContext, defineComponent, template } from '../component'
import { interpolatedBoolean, interpolatedString } from '../interpolate'
import { setAt } from '../values/dpath'
import { toText } from '../values/text'
import type { Json, Value } from '../values/value'
import type { ConfigTransformation } from './config-rules'

const addedField = z.looseObject({
  type: z.literal('AddedFieldDefinition').optional(),
  path: z.array(z.string()).meta({
    title: 'Field',
    description: 'Where the value goes; objects on the way are made.',
    examples: [['credentials', 'kind']],
  }),
  value: template('config').meta({
    title: 'Value',
    description: 'The value, or a template that gives one.',
    examples: ["{{ config['token'] }}"],
  }),
  value_type: z.enum(['string', 'number', 'integer', 'boolean']).optional().meta({
    title: 'Kind of value',
    description: 'Keeps the value as text when it says string.',
  }),
})

export const configAddFields = defineComponent({
  schema: z
    .object({
      type: z.literal('ConfigAddFields'),
      fields: z.array(addedField).meta({ title: 'Fields', description: 'What is added.' }),
      condition: template('config', 'value', 'path').default('').meta({
        title: 'Condition',
        description: 'A field is added only when this is true.',
      }),
    })
    .meta({ title: 'Add fields', description: 'Puts values into the configuration.' }),

  create({ fields, condition }, context): ConfigTransformation {
    return {
      transform(config) {
        const scope: BuildContext = { ...context, config }
        for (const { path, value, value_type } of fields) {
          const rendered = interpolatedString(value, scope)()
          const result = value_type === 'string' ? toText(rendered) : rendered
          if (condition !== '' && !holds(condition, scope, result, path)) continue
          const place = path.map((part) => toText(interpolatedString(part, scope)()))
          setAt(config, place, result as Json)
        }
      },
    }
  },
})

function holds(
  condition: string,
  scope: BuildContext,
  value: Value,
  path: readonly string[],
): boolean {
  return interpolatedBoolean(condition, scope)({ value, path })
}
