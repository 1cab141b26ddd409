import { z } from 'zod'
import { template } from '../component'

export const parentFieldPath = z
  .object({
    type: z.literal('ParentFieldPath').optional(),
    parent_path: z.array(template('config')).meta({
      title: 'In the parent',
      description: 'Path of the field, without wildcards.',
      examples: [['id']],
    }),
    record_path: z.array(template('config')).meta({
      title: 'In the item',
      description: 'Where to put it.',
      examples: [['order_id']],
    }),
  })
  .meta({ title: 'Field of the parent', description: 'A field to copy from the parent.' })

export type ParentFieldPath = z.output<typeof parentFieldPath>
