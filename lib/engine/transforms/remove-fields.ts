import { z } from 'zod'
import { defineComponent, template } from '../component'
import { interpolatedBoolean } from '../interpolate'
import type { Transformation } from '../stream-scope'
import { deleteAt } from '../values/dpath'
import { PythonLookupError } from '../values/python-error'
import type { Json } from '../values/value'

export const removeFields = defineComponent({
  schema: z
    .object({
      type: z.literal('RemoveFields'),
      field_pointers: z.array(z.array(z.string())).meta({
        title: 'Fields',
        description: 'Paths of what to remove; `*` stands for any key, `**` for any path.',
        examples: [[['password'], ['links', 'self']], [['**', 'internal']]],
      }),
      condition: template('config', 'property')
        .default('')
        .meta({
          title: 'Only if',
          description: 'Removes every plain value for which this is true, wherever it stands.',
          examples: ['{{ property is none }}'],
          group: 'advanced',
        }),
    })
    .meta({ title: 'Remove fields', description: 'Removes fields from records.' }),

  create({ field_pointers, condition }, context): Transformation {
    const holds = condition === '' ? undefined : interpolatedBoolean(condition, context)
    const where = holds && ((property: Json) => holds({ property }))
    const removers = field_pointers.map((pointer) => createRemover(pointer, where))
    return {
      transform(record) {
        for (const remove of removers) remove(record)
      },
    }
  },
})

function createRemover(
  pointer: readonly string[],
  where: ((value: Json) => boolean) | undefined,
): (record: { [key: string]: Json }) => void {
  const [key] = pointer
  if (!where && pointer.length === 1 && key !== undefined && !/[*?[]/.test(key)) {
    return (record) => {
      delete record[key]
    }
  }
  return (record) => {
    try {
      deleteAt(record, pointer, where)
    } catch (error) {
      if (!(error instanceof PythonLookupError)) throw error
    }
  }
}
