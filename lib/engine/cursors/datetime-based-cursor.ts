import { z } from 'zod'
import { type BuildContext, defineComponent, slot, template } from '../component'
import { DateTime } from '../datetime/date-time'
import { formatDateTime, parseDateTime } from '../datetime/datetime-format'
import { parseDuration } from '../datetime/duration-parser'
import { ManifestInvalid } from '../errors'
import { interpolatedString } from '../interpolate'
import { overlayPatches } from '../partitions/overlay-patches'
import { type Injector, requestOptionKind } from '../requesters/injector'
import { runOf } from '../run'
import type { StreamSlice } from '../slice'
import type { SlicePatcher } from '../stream-scope'
import { isTruthy } from '../values/compare'
import { PythonError, PythonValueError } from '../values/python-error'
import { toText } from '../values/text'
import type { Json } from '../values/value'
import { type Clamp, createClamp } from './clamping'
import type { Cursor, CursorDefinition, CursorStart } from './cursor'
import type { DateWindowPlan, Length } from './date-window'
import { DateWindowCursor } from './date-window-cursor'
import { type DateBound, dateBoundKind } from './min-max-datetime'
import { PartitionedCursor } from './partitioned-cursor'
import { SingleCursor } from './single-cursor'
import { createWindowSplitter, createWindowTracker } from './window-tools'

const formatExamples = ['%Y-%m-%dT%H:%M:%SZ', '%Y-%m-%d', '%s', '%ms']

const bound = z.union([template('config'), slot(dateBoundKind)])

const schema = z
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

type Config = z.output<typeof schema>

export const datetimeBasedCursor = defineComponent({
  schema,
  create: (config, context): CursorDefinition => new DatetimeBasedCursor(config, context),
})

class DatetimeBasedCursor implements CursorDefinition {
  readonly field: string
  readonly isFieldChosen: boolean
  readonly #config: Config
  readonly #context: BuildContext
  readonly #startOption: Injector | undefined
  readonly #endOption: Injector | undefined

  constructor(config: Config, context: BuildContext) {
    this.#config = config
    this.#context = context
    this.field = this.#text(config.cursor_field)
    this.isFieldChosen = config.allow_catalog_defined_cursor_field === true
    this.#startOption = this.#option(config.start_time_option, 'start_time_option')
    this.#endOption = this.#option(config.end_time_option, 'end_time_option')
    if ((config.step === undefined) !== (config.cursor_granularity === undefined)) {
      throw this.#invalid('step and cursor_granularity come together: give both or neither', 'step')
    }
  }

  start({ streamName, state, router, catalogCursorField }: CursorStart): Cursor {
    const { engine, path } = this.#context
    const plan = this.#plan(this.#chosenField(streamName, catalogCursorField))
    let hasWarned = false
    const warn = () => {
      if (hasWarned) return
      hasWarned = true
      runOf(engine).note(
        'warn',
        `A record of ${streamName} has no date in "${plan.field}" that can be read; it counts as new.`,
        path,
        streamName,
      )
    }
    const traits = {
      isClientSide: this.#config.is_client_side_incremental,
      isDataFeed: this.#config.is_data_feed,
      trackWindow: () => createWindowTracker(plan),
      windowSplitter: (options: { readonly minWindow?: string | undefined }) =>
        createWindowSplitter(plan, {
          ...options,
          streamName,
          path,
          isClientSide: this.#config.is_client_side_incremental,
          format: this.#config.datetime_format,
        }),
    }
    const patcher = this.#patcher(plan)
    if (!router) {
      return new SingleCursor(new DateWindowCursor(plan, state ?? {}, warn), patcher, traits)
    }
    return new PartitionedCursor({
      engine,
      path,
      streamName,
      plan,
      state: state ?? {},
      router,
      cursorPatcher: patcher,
      isGlobal: router.isGlobal === true || this.#config.global_substream_cursor,
      traits,
      createProgress: (own) => new DateWindowCursor(plan, own, warn),
    })
  }

  #chosenField(streamName: string, chosen: readonly string[] | undefined): string {
    if (!this.isFieldChosen || !chosen?.[0]) return this.field
    if (chosen.length === 1) return chosen[0]
    throw this.#invalid(`The stream ${streamName} does not support nested cursor fields`)
  }

  #plan(field: string): DateWindowPlan {
    const config = this.#config
    const formats = [...config.cursor_datetime_formats, config.datetime_format]
    const granularity = this.#length(config.cursor_granularity)
    const clamp = this.#clamp()
    const end = this.#bound(config.end_datetime, 'end_datetime')
    const { nowMicros } = this.#context.engine
    const lastDate = () =>
      end ? end.date(config.datetime_format) : DateTime.ofEpochMicros(nowMicros())
    return {
      field,
      start: this.#bound(config.start_datetime, 'start_datetime').date(config.datetime_format),
      end: clamp ? () => clamp.down(lastDate()).minus(granularity ?? clamp.unit) : lastDate,
      step: this.#length(config.step),
      granularity,
      lookback: this.#length(config.lookback_window),
      clamp,
      isStrict: config.is_compare_strictly,
      startField: this.#text(config.partition_field_start ?? 'start_time'),
      endField: this.#text(config.partition_field_end ?? 'end_time'),
      parse: (value) => parseAny(value, formats),
      format: (date) => formatDateTime(date, config.datetime_format),
    }
  }

  #bound(config: Config['start_datetime'], key: string): DateBound
  #bound(config: Config['end_datetime'], key: string): DateBound | undefined
  #bound(config: Config['end_datetime'], key: string): DateBound | undefined {
    if (config === undefined) return undefined
    if (typeof config !== 'string') return this.#context.build(dateBoundKind, config, key)
    const render = interpolatedString(config, this.#context)
    return {
      date: (format) => parseDateTime(toText(render()), format || '%Y-%m-%dT%H:%M:%S.%f%z').orUtc(),
    }
  }

  #clamp(): Clamp | undefined {
    const { clamping } = this.#config
    if (!clamping) return undefined
    const weekday = clamping.target_details?.weekday
    return createClamp(
      this.#text(clamping.target),
      typeof weekday === 'string' ? weekday : undefined,
      [...this.#context.path, 'clamping'],
    )
  }

  #length(text: string | undefined): Length | undefined {
    if (text === undefined) return undefined
    const rendered = interpolatedString(text, this.#context)()
    return isTruthy(rendered) ? parseDuration(toText(rendered)) : undefined
  }

  #patcher({ startField, endField }: DateWindowPlan): SlicePatcher {
    const start = this.#startOption
    const end = this.#endOption
    if (!start && !end) return { patch: () => ({}) }
    return {
      patch: ({ cursorSlice }: StreamSlice) =>
        overlayPatches([
          start?.inject(cursorSlice[startField] ?? null) ?? {},
          end?.inject(cursorSlice[endField] ?? null) ?? {},
        ]),
    }
  }

  #option(config: unknown, key: string): Injector | undefined {
    return config === undefined ? undefined : this.#context.build(requestOptionKind, config, key)
  }

  #text(text: string): string {
    return toText(interpolatedString(text, this.#context)())
  }

  #invalid(message: string, key?: string): ManifestInvalid {
    const { path } = this.#context
    return new ManifestInvalid(message, { path: key === undefined ? path : [...path, key] })
  }
}

function parseAny(value: Json, formats: readonly string[]): DateTime {
  for (const format of formats) {
    try {
      return parseDateTime(value, format).orUtc()
    } catch (error) {
      if (!(error instanceof PythonError)) throw error
    }
  }
  throw new PythonValueError(`No format in ${JSON.stringify(formats)} matches the date`)
}
