import { z } from 'zod'
import { type BuildContext, defineComponent, slot } from '../component'
import { DateTime } from '../datetime/date-time'
import { parseDuration } from '../datetime/iso-duration'
import { ManifestInvalid } from '../errors'
import { interpolatedString } from '../interpolate'
import { runOf } from '../run'
import { toText } from '../values/text'
import type { JsonObject } from '../values/value'
import { type StreamDefinition, streamKind } from './stream'

export const stateDelegatingStream = defineComponent({
  schema: z
    .object({
      type: z.literal('StateDelegatingStream'),
      name: z
        .string()
        .default('')
        .meta({
          title: 'Name',
          description: 'What the stream is called; both streams inside have the same name.',
          examples: ['orders'],
        }),
      full_refresh_stream: slot(streamKind).meta({
        title: 'First read',
        description: 'How everything is read, while there is no state.',
      }),
      incremental_stream: slot(streamKind).meta({
        title: 'Later reads',
        description: 'How changes are read, once there is a state.',
      }),
      api_retention_period: z
        .string()
        .optional()
        .meta({
          title: 'How long changes are kept',
          description:
            'An ISO 8601 duration. A state that is older cannot be caught up with, so everything is read again.',
          examples: ['P30D'],
        }),
    })
    .meta({
      title: 'First read and later reads',
      description: 'One stream that is read in another way once there is a state.',
    }),

  create(config, context): StreamDefinition {
    const full = context.build(streamKind, config.full_refresh_stream, 'full_refresh_stream')
    const incremental = context.build(streamKind, config.incremental_stream, 'incremental_stream')
    const names = [config.name, full.name, incremental.name]
    if (new Set(names).size > 1) {
      throw new ManifestInvalid(
        `The names of a StateDelegatingStream and its two streams have to be the same. Found ${names.join(', ')}.`,
        { path: context.path },
      )
    }
    const period = config.api_retention_period

    return {
      name: config.name,
      stateDate: (state) => full.stateDate(state) ?? incremental.stateDate(state),
      open(start) {
        const { state, legacyValue } = start
        if (legacyValue !== undefined) return incremental.open(start)
        if (!isFilled(state)) return full.open({ ...start, state: undefined })
        const date = this.stateDate(state)
        if (!period || !isTooOld(date, period, config.name, context)) return incremental.open(start)
        start.reportState?.({})
        return full.open({ ...start, state: undefined })
      },
    }
  },
})

function isFilled(state: JsonObject | undefined): state is JsonObject {
  return state !== undefined && Object.keys(state).length > 0
}

/** A state whose age nobody knows counts as too old. */
function isTooOld(
  date: DateTime | undefined,
  period: string,
  streamName: string,
  context: BuildContext,
): boolean {
  const length = toText(interpolatedString(period, context)())
  if (length === '') return false
  if (!date) return true
  const oldest = DateTime.ofEpochMicros(context.engine.nowMicros()).minus(parseDuration(length))
  if (date.compareTo(oldest) >= 0) return false
  runOf(context.engine).note(
    'warn',
    `The state of ${streamName} is older than the API keeps changes, so everything is read again.`,
    context.path,
    streamName,
  )
  return true
}
