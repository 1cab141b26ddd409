import { z } from 'zod'
import { defineComponent, slot } from '../component'
import { ManifestInvalid } from '../errors'
import {
  type ErrorHandler,
  errorHandlerKind,
  type Resolution,
  type ResponseAction,
} from './error-handler'

/** Decisions that end the asking; for all others the last handler has the last word. */
const conclusive = new Set<ResponseAction>([
  'SUCCESS',
  'RETRY',
  'IGNORE',
  'RESET_PAGINATION',
  'REDUCE_PAGE_SIZE',
  'SPLIT_REQUEST_WINDOW',
])

export const compositeErrorHandler = defineComponent({
  schema: z
    .object({
      type: z.literal('CompositeErrorHandler'),
      error_handlers: z.array(slot(errorHandlerKind)).meta({
        title: 'Error handlers',
        description:
          'Asked in order until one accepts, ignores or retries. Each also knows the defaults, so put special cases first.',
      }),
    })
    .meta({
      title: 'Several error handlers',
      description: 'Combines error handlers, for different waits after different errors.',
    }),

  create({ error_handlers }, context): ErrorHandler {
    const handlers = error_handlers.map((each, i) =>
      context.build(errorHandlerKind, each, ['error_handlers', i]),
    )
    const [first] = handlers
    if (!first) {
      throw new ManifestInvalid('A composite error handler needs at least one error handler', {
        path: [...context.path, 'error_handlers'],
      })
    }
    return {
      async resolve(outcome) {
        let resolution: Resolution = await first.resolve(outcome)
        for (const handler of handlers.slice(1)) {
          if (conclusive.has(resolution.action)) break
          resolution = await handler.resolve(outcome)
        }
        return resolution
      },
      backoffs: handlers.flatMap(({ backoffs }) => backoffs),
      maxRetries: first.maxRetries,
      actions: new Set(handlers.flatMap(({ actions }) => [...actions])),
    }
  },
})
