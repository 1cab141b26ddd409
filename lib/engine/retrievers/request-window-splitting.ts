import { z } from 'zod'
import { type BuildContext, defineComponent, defineKind } from '../component'
import { ManifestInvalid } from '../errors'
import type { WindowSplitter } from '../stream-scope'

/** How a window that is too large for the API is cut. */
export interface WindowSplitting {
  readonly split: WindowSplitter
  readonly failureMessage: string | undefined
}

export const windowSplittingKind = defineKind<WindowSplitting>('RequestWindowSplitting')

export const requestWindowSplitting = defineComponent({
  schema: z
    .object({
      type: z.literal('RequestWindowSplitting'),
      failure_message: z
        .string()
        .optional()
        .meta({
          title: 'Message',
          description: 'Added to the error when cutting does not help.',
          examples: ['Choose a later start date.'],
        }),
      min_split_window: z
        .string()
        .optional()
        .meta({
          title: 'Smallest window',
          description:
            'Windows that are this long or shorter are not cut, as an ISO 8601 duration.',
          examples: ['PT1H', 'P1D'],
        }),
    })
    .meta({
      title: 'Cut windows',
      description:
        'Reads a time window in halves when a response filter says SPLIT_REQUEST_WINDOW.',
    }),

  create({ failure_message, min_split_window }, context): WindowSplitting {
    return { split: splitterOf(min_split_window, context), failureMessage: failure_message?.trim() }
  },
})

function splitterOf(minWindow: string | undefined, { stream, path }: BuildContext): WindowSplitter {
  const cursor = stream?.cursor
  if (!cursor?.windowSplitter) {
    throw new ManifestInvalid(
      'request_window_splitting needs an incremental cursor over dates with cursor_granularity',
      { path },
    )
  }
  return cursor.windowSplitter({ minWindow })
}
