import { z } from 'zod'
import { defineComponent, template } from '../component'
import { interpolatedBoolean } from '../interpolate'
import { deleteAt } from '../values/dpath'
import { PythonLookupError } from '../values/python-error'
import type { ConfigTransformation } from './config-rules'

export const configRemoveFields = defineComponent({
  schema: z
    .object({
      type: z.literal('ConfigRemoveFields'),
      field_pointers: z.array(z.array(z.string())).meta({
        title: 'Fields',
        description: 'Which fields are removed; missing ones do not matter.',
        examples: [[['old_token'], ['credentials', 'kind']]],
      }),
      condition: template('config').default('').meta({
        title: 'Condition',
        description: 'The fields are removed only when this is true.',
      }),
    })
    .meta({ title: 'Remove fields', description: 'Takes values out of the configuration.' }),

  create({ field_pointers, condition }, context): ConfigTransformation {
    return {
      transform(config) {
        if (condition !== '' && !interpolatedBoolean(condition, { ...context, config })()) return
        for (const pointer of field_pointers) {
          try {
            deleteAt(config, pointer)
          } catch (error) {
            if (!(error instanceof PythonLookupError)) throw error
          }
        }
      },
    }
  },
})
