import { type BuildContext, defineComponent } from '../component'
import { DateTime } from '../datetime/date-time'
import { formatDatetime, parseDatetime } from '../datetime/datetime-parser'
import { parseDuration } from '../datetime/iso-duration'
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
import { type Json, type JsonObject, ownValue } from '../values/value'
import { type Clamp, createClamp } from './clamping'
import type { Cursor, CursorDefinition, CursorStart } from './cursor'
import type { DateWindowPlan, Length } from './date-window'
import { DateWindowCursor, isIntervalState } from './date-window-cursor'
import {
  type DatetimeBasedCursorConfig,
  datetimeBasedCursorSchema,
} from './datetime-based-cursor-schema'
import { type DateBound, dateBoundKind } from './min-max-datetime'
import { PartitionedCursor } from './partitioned-cursor'
import { SingleCursor } from './single-cursor'
import { createWindowSplitter, createWindowTracker } from './window-tools'

export const datetimeBasedCursor = defineComponent({
  schema: datetimeBasedCursorSchema,
  create: (config, context): CursorDefinition => new DatetimeBasedCursor(config, context),
})

class DatetimeBasedCursor implements CursorDefinition {
  readonly field: string
  readonly isFieldChosen: boolean
  readonly hasSteps: boolean
  readonly #config: DatetimeBasedCursorConfig
  readonly #context: BuildContext
  readonly #startOption: Injector | undefined
  readonly #endOption: Injector | undefined

  constructor(config: DatetimeBasedCursorConfig, context: BuildContext) {
    this.#config = config
    this.#context = context
    this.field = this.#text(config.cursor_field)
    this.hasSteps = config.step !== undefined || config.cursor_granularity !== undefined
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

  stateDate(state: JsonObject): DateTime | undefined {
    const { datetime_format, cursor_datetime_formats } = this.#config
    const slices = state.slices as readonly JsonObject[] | undefined
    const [first] = isIntervalState(state) ? (slices ?? []) : []
    const value = first
      ? (first.most_recent_cursor_value ?? first.end)
      : isIntervalState(state)
        ? undefined
        : ownValue(state, this.field)
    if (value === undefined || value === null) return undefined
    try {
      return parseAny(value, [...cursor_datetime_formats, datetime_format])
    } catch {
      return undefined
    }
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
      format: (date) => formatDatetime(date, config.datetime_format),
    }
  }

  #bound(config: DatetimeBasedCursorConfig['start_datetime'], key: string): DateBound
  #bound(config: DatetimeBasedCursorConfig['end_datetime'], key: string): DateBound | undefined
  #bound(config: DatetimeBasedCursorConfig['end_datetime'], key: string): DateBound | undefined {
    if (config === undefined) return undefined
    if (typeof config !== 'string') return this.#context.build(dateBoundKind, config, key)
    const render = interpolatedString(config, this.#context)
    return {
      date: (format) => parseDatetime(toText(render()), format || '%Y-%m-%dT%H:%M:%S.%f%z').orUtc(),
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
          start?.inject(ownValue(cursorSlice, startField) ?? null) ?? {},
          end?.inject(ownValue(cursorSlice, endField) ?? null) ?? {},
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
      return parseDatetime(value, format).orUtc()
    } catch (error) {
      if (!(error instanceof PythonError)) throw error
    }
  }
  throw new PythonValueError(`No format in ${JSON.stringify(formats)} matches the date`)
}
