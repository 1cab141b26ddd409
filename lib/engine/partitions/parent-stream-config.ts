import { z } from 'zod'
import { defineComponent, defineKind, slot, template } from '../component'
import { NO_CURSOR_STATE_KEY } from '../cursors/final-state-cursor'
import { ManifestInvalid } from '../errors'
import { interpolatedString } from '../interpolate'
import { type Injector, requestOptionKind } from '../requesters/injector'
import { type Stream, type StreamStart, streamKind } from '../streams/stream'
import { toText } from '../values/text'
import { Float, type Json, type JsonObject } from '../values/value'
import { withoutParameters } from './list-partition-router'

/** A stream whose records make the partitions of another. */
export interface ParentStream {
  readonly stream: Stream
  /** A path with slashes. */
  readonly parentKey: string
  readonly partitionField: string
  readonly extraFields: readonly (readonly string[])[]
  /** Where in a parent record the first page of its children stands; empty when it does not. */
  readonly lazyPointer: readonly string[]
  readonly injector: Injector | undefined
  /** Whether the parent goes on from its own state, kept in the child's. */
  readonly isIncremental: boolean
}

export const parentStreamKind = defineKind<ParentStream>('ParentStream')

export const parentStreamConfig = defineComponent({
  schema: z
    .object({
      type: z.literal('ParentStreamConfig'),
      stream: slot(streamKind).meta({
        title: 'Parent stream',
        description: 'The stream whose records make the partitions.',
      }),
      parent_key: template('config').meta({
        title: 'Parent key',
        description: "The parent record's field that identifies it. Slashes lead to nested fields.",
        examples: ['id', 'owner/id'],
      }),
      partition_field: template('config').meta({
        title: 'Name',
        description: 'What a partition calls the value of the parent key, for use in templates.',
        examples: ['project_id'],
      }),
      request_option: slot(requestOptionKind).optional().meta({
        title: 'Send the value',
        description: 'Where requests carry the value, unless a template puts it somewhere.',
      }),
      incremental_dependency: z.boolean().default(false).meta({
        title: 'Go on from the last parent',
        description:
          'Asks only for parents that changed since the last sync. Children of other parents are not looked at again.',
        group: 'advanced',
      }),
      lazy_read_pointer: z
        .array(template('config'))
        .default([])
        .meta({
          title: 'Children inside the parent',
          description:
            'Where the parent record already holds the first page of its children, so that it need not be asked for.',
          examples: [['items']],
          group: 'advanced',
        }),
      extra_fields: z
        .array(z.array(template('config')))
        .optional()
        .meta({
          title: 'Further parent fields',
          description: 'Parent fields that templates can read from `stream_slice.extra_fields`.',
          examples: [[['name'], ['owner', 'email']]],
          group: 'advanced',
        }),
    })
    .meta({ title: 'Parent', description: 'A stream that another one depends on.' }),

  create(config, context): ParentStream {
    const render = (text: string) => toText(interpolatedString(text, context)())
    const definition = context.build(streamKind, config.stream, 'stream')
    const lazyPointer = config.lazy_read_pointer.map(render)
    if (config.lazy_read_pointer.some((part) => part.includes('*'))) {
      throw new ManifestInvalid('A lazy_read_pointer leads to one place and has no "*"', {
        path: [...context.path, 'lazy_read_pointer'],
      })
    }
    const isIncremental = config.incremental_dependency
    const childState = context.stream?.state ?? {}
    const start = isIncremental ? parentStart(definition.name, childState) : {}
    const stream = definition.open(start)
    return {
      stream,
      parentKey: render(config.parent_key),
      partitionField: render(config.partition_field),
      extraFields: (config.extra_fields ?? []).map((path) => path.map(render)),
      lazyPointer,
      injector:
        config.request_option &&
        context.build(
          requestOptionKind,
          withoutParameters(config.request_option),
          'request_option',
        ),
      isIncremental,
    }
  },
})

/**
 * Where a parent goes on from, as its child's state says: the parent's own state in it, else the
 * child's global cursor, else the one value of a state in the oldest form.
 */
function parentStart(parentName: string, childState: JsonObject): StreamStart {
  const { [NO_CURSOR_STATE_KEY]: _, ...state } = childState
  const own = (state.parent_state as JsonObject | undefined)?.[parentName]
  if (isFilled(own)) return { state: own }
  const global = state.state
  if (isFilled(global)) return { state: global }
  if (typeof global === 'object' && global !== null) return {}
  const values = Object.values(state)
  const [value] = values
  return values.length === 1 && isScalar(value) ? { legacyValue: value } : {}
}

function isFilled(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && Object.keys(value).length > 0
}

function isScalar(value: Json | undefined): value is string | number | bigint | Float {
  return (
    typeof value === 'string' ||
    typeof value === 'number' ||
    typeof value === 'bigint' ||
    value instanceof Float
  )
}
