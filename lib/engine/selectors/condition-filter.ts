import { z } from 'zod'
import { defineComponent, template } from '../component'
import { recordCondition, recordNames } from '../interpolate'
import type { RecordFilter } from './record-filter'

export const conditionFilter = defineComponent({
  schema: z
    .object({
      type: z.literal('RecordFilter'),
      condition: template('config', 'record', 'stream_slice', 'stream_interval', 'stream_partition')
        .default('')
        .meta({
          title: 'Keep records for which',
          description: 'A record stays when this is true. Empty keeps none.',
          examples: [
            "{{ record['status'] == 'active' }}",
            "{{ record.total > config['minimum'] }}",
          ],
        }),
    })
    .meta({ title: 'Record filter', description: 'Keeps some records and drops the rest.' }),

  create({ condition }, context): RecordFilter {
    const holds = recordCondition(condition, context)
    const namesOf = recordNames(context, { next_page_token: null })
    return { keeps: (record, slice) => holds(namesOf(record, slice)) }
  },
})
