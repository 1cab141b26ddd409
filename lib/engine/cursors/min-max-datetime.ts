import { z } from 'zod'
import { defineComponent, defineKind, template } from '../component'
import type { DateTime } from '../datetime/date-time'
import { parseDatetime } from '../datetime/datetime-parser'
import { interpolatedString } from '../interpolate'
import { toText } from '../values/text'
import { later } from './date-window'

/** A date that a cursor begins or ends with. */
export interface DateBound {
  /**
   * The date, worked out anew each time. `format` is the cursor's, for bounds without their own.
   *
   * @throws PythonError when the text is no date in that format
   */
  date(format: string): DateTime
}

export const dateBoundKind = defineKind<DateBound>('DateBound')

const DEFAULT_FORMAT = '%Y-%m-%dT%H:%M:%S.%f%z'

export const minMaxDatetime = defineComponent({
  schema: z
    .object({
      type: z.literal('MinMaxDatetime'),
      datetime: template('config').meta({
        title: 'Date',
        description: 'The date as text, or a template that gives one.',
        examples: ["{{ config['start_date'] }}", '2024-01-01'],
      }),
      datetime_format: z
        .string()
        .default('')
        .meta({
          title: 'Format',
          description: "How the date is written. The cursor's format when left out.",
          examples: ['%Y-%m-%d', '%s'],
        }),
      min_datetime: template('config').optional().meta({
        title: 'Not before',
        description: 'An earlier date is moved to this one.',
        group: 'advanced',
      }),
      max_datetime: template('config')
        .optional()
        .meta({
          title: 'Not after',
          description: 'A later date is moved to this one.',
          examples: ["{{ now_utc().strftime('%Y-%m-%d') }}"],
          group: 'advanced',
        }),
    })
    .meta({ title: 'Date within bounds', description: 'A date that stays between two others.' }),

  create({ datetime, datetime_format, min_datetime, max_datetime }, context): DateBound {
    const render = interpolatedString(datetime, context)
    const renderMin = min_datetime ? interpolatedString(min_datetime, context) : undefined
    const renderMax = max_datetime ? interpolatedString(max_datetime, context) : undefined
    // The end is asked for with every record, and mostly renders the same text.
    const known = new Map<string, DateTime>()
    const parseOnce = (text: string, format: string) => {
      const key = `${format} ${text}`
      const date = known.get(key) ?? parseDatetime(text, format).orUtc()
      if (known.size > 100) known.clear()
      known.set(key, date)
      return date
    }

    return {
      date(inherited) {
        const format = datetime_format || inherited || DEFAULT_FORMAT
        const parse = (text: string) => parseOnce(text, format)
        const date = parse(toText(render()))
        const min = renderMin && toText(renderMin())
        const atLeast = min ? later(date, parse(min)) : date
        const max = renderMax && toText(renderMax())
        if (!max) return atLeast
        const limit = parse(max)
        return atLeast.compareTo(limit) <= 0 ? atLeast : limit
      },
    }
  },
})
