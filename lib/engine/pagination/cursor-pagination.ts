import { z } from 'zod'
import { type BuildContext, defineComponent, template } from '../component'
import { ManifestInvalid } from '../errors'
import type { EngineRecord } from '../events'
import {
  freeVariables,
  interpolatedBoolean,
  interpolatedString,
  sliceVariables,
  type Variables,
} from '../interpolate'
import type { StreamSlice } from '../slice'
import { withAttributes } from '../template/attributes'
import { isTruthy } from '../values/compare'
import type { Value } from '../values/value'
import { pageSizeOf, pageSizeSchema } from './page-size'
import type { Page, PageStrategy } from './page-strategy'

const variables = [
  'config',
  'response',
  'headers',
  'last_record',
  'last_page_size',
  'page_size',
  'stream_slice',
  'stream_interval',
  'stream_partition',
]

export const cursorPagination = defineComponent({
  schema: z
    .object({
      type: z.literal('CursorPagination'),
      cursor_value: template(...variables).meta({
        title: 'Next page',
        description:
          'What asks for the next page. Nothing, zero or false means that there is none.',
        examples: [
          '{{ response.next }}',
          "{{ headers['link']['next']['url'] }}",
          "{{ last_record['id'] }}",
        ],
      }),
      page_size: pageSizeSchema(template('config')),
      stop_condition: template(...variables)
        .optional()
        .meta({
          title: 'Stop when',
          description: 'Ends the pages when true, whatever the next page would be.',
          examples: ['{{ not response.has_more }}', '{{ last_page_size < page_size }}'],
          group: 'advanced',
        }),
    })
    .meta({
      title: 'Cursor or link from the response',
      description:
        'Takes what asks for the next page from the response, its headers or the last record.',
    }),

  create({ cursor_value, page_size, stop_condition }, context): PageStrategy {
    const size = pageSizeOf(page_size, context)
    if (size === undefined) checkNoPageSize({ cursor_value, stop_condition }, context)
    const cursor = interpolatedString(cursor_value, context)
    const isEnd = stop_condition ? interpolatedBoolean(stop_condition, context) : undefined
    return {
      firstToken: () => undefined,
      nextToken(page) {
        const names = variablesOf(page, size, context)
        if (isEnd?.(names)) return undefined
        const token = cursor(names)
        return isTruthy(token) ? token : undefined
      },
      pageSize: () => size,
      needsBody: [cursor_value, stop_condition ?? ''].some((text) => /response|headers/.test(text)),
      traits: {
        type: 'CursorPagination',
        hasPageSize: page_size !== undefined,
        canReducePageSize: true,
        stopCondition: stop_condition,
      },
    }
  },
})

function variablesOf(page: Page, size: number | undefined, { stream }: BuildContext): Variables {
  const pageSize = page.pageSize ?? size
  return {
    response: page.body,
    headers: page.headers,
    last_record: page.lastRecord ? asRecord(page.lastRecord, page.slice, stream?.name) : null,
    last_page_size: page.emittedCount,
    ...(pageSize === undefined ? {} : { page_size: pageSize }),
    ...sliceVariables(page.slice),
  }
}

/** A record of a template's `last_record`, which has attributes beside its fields. */
function asRecord(record: EngineRecord, slice: StreamSlice, stream = ''): Value {
  return withAttributes(
    { ...record },
    { data: record, associated_slice: slice.merged, stream_name: stream, file_reference: null },
  )
}

/** Without a page size there is nothing that `page_size` could stand for in a template. */
function checkNoPageSize(
  templates: Readonly<Record<string, string | undefined>>,
  context: BuildContext,
): void {
  for (const [key, text] of Object.entries(templates)) {
    if (text !== undefined && freeVariables(text).has('page_size')) {
      throw new ManifestInvalid(
        `${key} reads page_size, but this pagination has none. Set page_size, or take the number from elsewhere.`,
        { path: [...context.path, key] },
      )
    }
  }
}
