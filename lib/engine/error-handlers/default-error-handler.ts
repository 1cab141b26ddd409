import { z } from 'zod'
import { backoffStrategyKind } from '../backoffs/backoff-strategy'
import { numberOf } from '../backoffs/number-of'
import { type BuildContext, defineComponent, slot, template } from '../component'
import { ManifestInvalid } from '../errors'
import { interpolatedString } from '../interpolate'
import { defaultResolution } from './default-resolution'
import type { ErrorHandler, ResponseAction } from './error-handler'
import { responseFilterKind } from './http-response-filter'

const retriesByDefault = 5

export const defaultErrorHandler = defineComponent({
  schema: z
    .object({
      type: z.literal('DefaultErrorHandler'),
      response_filters: z.array(slot(responseFilterKind)).default([]).meta({
        title: 'Response filters',
        description:
          'Decide about answers, in order: the first that fits. Others are judged by status.',
      }),
      backoff_strategies: z.array(slot(backoffStrategyKind)).default([]).meta({
        title: 'Waiting times',
        description:
          'How long to wait before another try, in order: the first with an answer. Otherwise 1, 2, 4… seconds.',
      }),
      max_retries: z
        .union([z.int(), template('config')])
        .default(retriesByDefault)
        .meta({
          title: 'Further tries',
          description: 'How often to try again at most.',
          examples: [5, 10],
          group: 'advanced',
        }),
    })
    .meta({
      title: 'Error handling',
      description:
        'Says which answers are errors, which of them to try again, and how long to wait.',
    }),

  create({ response_filters, backoff_strategies, max_retries }, context): ErrorHandler {
    const filters = response_filters.map((each, i) =>
      context.build(responseFilterKind, each, ['response_filters', i]),
    )
    const backoffs = backoff_strategies.map((each, i) =>
      context.build(backoffStrategyKind, each, ['backoff_strategies', i]),
    )
    return {
      async resolve(outcome) {
        const { response } = outcome
        for (const filter of response ? filters : []) {
          const resolution = response && (await filter.resolve(response))
          if (resolution) return resolution
        }
        return defaultResolution(outcome, context.path)
      },
      backoffs,
      maxRetries: retriesOf(max_retries, context),
      actions: new Set(filters.map(({ action }) => action).filter(isAction)),
    }
  },
})

/** The error handler of a requester that has none. */
export function plainErrorHandler(context: BuildContext): ErrorHandler {
  return {
    resolve: (outcome) => defaultResolution(outcome, context.path),
    backoffs: [],
    maxRetries: retriesByDefault,
    actions: new Set(),
  }
}

function retriesOf(value: number | string, context: BuildContext): number {
  if (typeof value === 'number') return value
  const retries = numberOf(interpolatedString(value, context, String(retriesByDefault))())
  if (retries !== undefined && Number.isFinite(retries)) return Math.trunc(retries)
  throw new ManifestInvalid('max_retries has to be a whole number', {
    path: [...context.path, 'max_retries'],
  })
}

function isAction(action: ResponseAction | undefined): action is ResponseAction {
  return action !== undefined
}
