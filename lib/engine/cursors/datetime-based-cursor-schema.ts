import { z } from 'zod'
import { slot, template } from '../component'
import { requestOptionKind } from '../requesters/injector'
import { dateBoundKind } from './min-max-datetime'

const formatExamples = ['%Y-%m-%dT%H:%M:%SZ', '%Y-%m-%d', '%s', '%ms']

const bound = z.union([template('config'), slot(dateBoundKind)])

export const datetimeBasedCursorSchema = z
  .object({
    type: z.literal('DatetimeBasedCursor'),
    cursor_field: template('config').meta({
      title: 'Cursor field',
      description:
        'The record field that says when a record changed. A key of the record, no path.',
      examples: ['updated_at'],
    }),
    allow_catalog_defined_cursor_field: z.boolean().optional().meta({
      title: 'Let users choose the field',
      description: 'Whoever sets up a sync may name another cursor field.',
      group: 'advanced',
    }),
    datetime_format: z.string().meta({
      title: 'Date format',
      description: 'How dates are written in requests and in the state.',
      examples: formatExamples,
    }),
    cursor_datetime_formats: z
      .array(z.string())
      .default([])
      .meta({
        title: 'Date formats of records',
        description: 'How records write dates; tried in order, the date format last.',
        examples: [formatExamples],
      }),
    start_datetime: bound.meta({
      title: 'From',
      description: 'Records older than this are not read.',
      examples: ["{{ config['start_date'] }}", '2024-01-01'],
    }),
    end_datetime: bound.optional().meta({
      title: 'To',
      description: 'The present moment when left out.',
      examples: ["{{ config['end_date'] }}"],
    }),
    start_time_option: slot(requestOptionKind).optional().meta({
      title: 'Send the start',
      description: 'Where requests carry the start of their window.',
    }),
    end_time_option: slot(requestOptionKind).optional().meta({
      title: 'Send the end',
      description: 'Where requests carry the end of their window.',
    }),
    step: z
      .string()
      .optional()
      .meta({
        title: 'Window size',
        description: 'An ISO 8601 duration. Without it one window reaches to the end.',
        examples: ['P1D', 'P1M'],
      }),
    cursor_granularity: z
      .string()
      .optional()
      .meta({
        title: 'Smallest difference',
        description: 'How far apart two dates are at least, so that windows do not overlap.',
        examples: ['PT1S', 'P1D'],
      }),
    lookback_window: template('config')
      .optional()
      .meta({
        title: 'Look back',
        description: 'Reads this much again each time, for records that arrive late.',
        examples: ['P1D', "P{{ config['lookback_days'] }}D"],
      }),
    partition_field_start: template('config').optional().meta({
      title: 'Name of the start',
      description: 'What templates call the start of the window; start_time when left out.',
      group: 'advanced',
    }),
    partition_field_end: template('config').optional().meta({
      title: 'Name of the end',
      description: 'What templates call the end of the window; end_time when left out.',
      group: 'advanced',
    }),
    clamping: z
      .looseObject({
        target: template('config'),
        target_details: z.record(z.string(), z.unknown()).optional(),
      })
      .optional()
      .meta({
        title: 'Whole periods',
        description: 'Rounds windows to whole days, weeks or months.',
        examples: [{ target: 'MONTH' }, { target: 'WEEK', target_details: { weekday: 'MONDAY' } }],
        group: 'advanced',
      }),
    is_client_side_incremental: z.boolean().default(false).meta({
      title: 'Filter here',
      description: 'For APIs that cannot filter by date: older records are dropped after reading.',
      group: 'advanced',
    }),
    is_data_feed: z.boolean().default(false).meta({
      title: 'Newest first',
      description: 'For APIs that list the newest records first: pages stop at the first old one.',
      group: 'advanced',
    }),
    is_compare_strictly: z.boolean().default(false).meta({
      title: 'Skip empty windows',
      description: 'For APIs that refuse a window that begins and ends at the same moment.',
      group: 'advanced',
    }),
    global_substream_cursor: z.boolean().default(false).meta({
      title: 'One cursor for all partitions',
      description: 'Keeps one date for the whole stream instead of one for each partition.',
      group: 'advanced',
    }),
  })
  .meta({
    title: 'By date',
    description: 'Reads only what changed since the last sync, in windows of time.',
  })

export type DatetimeBasedCursorConfig = z.output<typeof datetimeBasedCursorSchema>
