import { z } from 'zod'
import { type BuildContext, defineComponent, template } from '../component'
import { ManifestInvalid } from '../errors'
import { recordCondition, recordNames, recordTemplate, type Variables } from '../interpolate'
import type { Transformation } from '../stream-scope'
import { setAt } from '../values/dpath'
import { type Json, setKey } from '../values/value'
import { jsonOf } from './json-of'

const variables = ['config', 'record', 'stream_slice', 'stream_interval', 'stream_partition']

const addedField = z
  .object({
    type: z.literal('AddedFieldDefinition').optional(),
    path: z.array(z.string()).meta({
      title: 'Path',
      description: 'Where the field goes in the record. Objects on the way are made.',
      examples: [['full_name'], ['meta', 'source']],
    }),
    value: template(...variables).meta({
      title: 'Value',
      description: 'The value, or a template for it.',
      examples: ["{{ record['first'] ~ ' ' ~ record['last'] }}", '{{ stream_partition.id }}'],
    }),
    value_type: z
      .enum(['string', 'number', 'integer', 'boolean'])
      .optional()
      .meta({
        title: 'Type',
        description: 'Keeps the result as text unless it is of this type.',
        examples: ['string'],
        group: 'advanced',
      }),
  })
  .meta({ title: 'Field', description: 'One field to add.' })

export const addFields = defineComponent({
  schema: z
    .object({
      type: z.literal('AddFields'),
      fields: z.array(addedField).meta({
        title: 'Fields',
        description: 'Added in order; later ones see earlier ones.',
      }),
      condition: template(...variables, 'value', 'path')
        .default('')
        .meta({
          title: 'Only if',
          description: 'Adds a field only where this is true.',
          examples: ["{{ record['id'] is defined }}"],
          group: 'advanced',
        }),
    })
    .meta({ title: 'Add fields', description: 'Adds fields to records or overwrites them.' }),

  create({ fields, condition }, context): Transformation {
    const holds = condition === '' ? undefined : recordCondition(condition, context)
    const writers = fields.map((field, i) => createWriter(field, holds, context, i))
    const namesOf = recordNames(context)
    return {
      transform(record, slice) {
        const names = namesOf(record, slice)
        for (const write of writers) write(record, names)
      },
    }
  },
})

function createWriter(
  { path, value, value_type }: z.output<typeof addedField>,
  holds: ((variables: Variables) => boolean) | undefined,
  context: BuildContext,
  index: number,
): (record: { [key: string]: Json }, names: Variables) => void {
  const [key] = path
  if (key === undefined) {
    throw new ManifestInvalid('A field to add needs a path', {
      path: [...context.path, 'fields', index, 'path'],
    })
  }
  const evaluate = recordTemplate(value, context, value_type)
  const isTopLevel = path.length === 1
  return (record, names) => {
    const result = evaluate(names)
    if (holds && !holds({ ...names, value: result, path })) return
    const json = jsonOf(result)
    if (isTopLevel) setKey(record, key, json)
    else setAt(record, path, json)
  }
}
