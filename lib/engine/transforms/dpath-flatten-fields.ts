import { z } from 'zod'
import { type BuildContext, defineComponent, template } from '../component'
import { interpolatedString } from '../interpolate'
import type { Transformation } from '../stream-scope'
import { deleteAt, getAt, valuesAt } from '../values/dpath'
import { toText } from '../values/text'
import { isObject, type Json, setKey } from '../values/value'

type MutableRecord = { [key: string]: Json }

const keyTransformation = z.object({
  type: z.literal('KeyTransformation').optional(),
  prefix: template('config')
    .optional()
    .meta({
      title: 'Prefix',
      description: 'Put in front of each key.',
      examples: ['address_'],
    }),
  suffix: template('config')
    .optional()
    .meta({
      title: 'Suffix',
      description: 'Put behind each key.',
      examples: ['_raw'],
    }),
})

export const dpathFlattenFields = defineComponent({
  schema: z
    .object({
      type: z.literal('DpathFlattenFields'),
      field_path: z.array(template('config')).meta({
        title: 'Path',
        description: 'Of the object whose fields are lifted to the top.',
        examples: [['data'], ['data', '*', 'attributes']],
      }),
      delete_origin_value: z.boolean().default(false).meta({
        title: 'Remove the object',
        description: 'Leaves only the lifted fields.',
      }),
      replace_record: z.boolean().default(false).meta({
        title: 'Replace the record',
        description: 'Drops all other fields of the record.',
      }),
      key_transformation: keyTransformation.optional().meta({
        title: 'Change keys',
        description: 'Gives the lifted fields a prefix or suffix.',
        group: 'advanced',
      }),
    })
    .meta({
      title: 'Lift an object',
      description: 'Lifts the fields of a nested object to the top.',
    }),

  create(config, context): Transformation {
    const path = config.field_path.map((each) => interpolatedString(each, context)())
    const rename = createRename(config.key_transformation, context)
    const isWild = path.includes('*')
    return {
      transform(record) {
        const found = isWild
          ? valuesAt(record, path as never)[0]
          : getAt<undefined>(record, path as never, undefined)
        if (found === undefined || !isObject(found)) return
        const lifted = Object.entries(found as MutableRecord).map(
          ([key, value]) => [rename(key), value] as const,
        )
        if (config.replace_record) replaceAll(record, lifted)
        else if (!lifted.some(([key]) => Object.hasOwn(record, key))) {
          if (config.delete_origin_value) deleteAt(record, path as never)
          addAll(record, lifted)
        }
      },
    }
  },
})

type Entries = readonly (readonly [string, Json])[]

/** Nothing to lift leaves the record as it is. */
function replaceAll(record: MutableRecord, lifted: Entries): void {
  if (lifted.length === 0) return
  for (const key of Object.keys(record)) delete record[key]
  addAll(record, lifted)
}

function addAll(record: MutableRecord, lifted: Entries): void {
  for (const [key, value] of lifted) setKey(record, key, value)
}

function createRename(
  config: z.output<typeof keyTransformation> | undefined,
  context: BuildContext,
): (key: string) => string {
  const textOf = (text: string | undefined) =>
    text === undefined ? '' : toText(interpolatedString(text, context)())
  const prefix = textOf(config?.prefix)
  const suffix = textOf(config?.suffix)
  return (key) => `${prefix}${key}${suffix}`
}
