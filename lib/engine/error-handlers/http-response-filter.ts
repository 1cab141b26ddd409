import { z } from 'zod'
import { type BuildContext, defineComponent, defineKind, template } from '../component'
import {
  anyCaseHeaders,
  interpolatedBoolean,
  interpolatedString,
  type Variables,
} from '../interpolate'
import type { EngineResponse } from '../response'
import { bareUrl } from '../url'
import { isTruthy } from '../values/compare'
import { toText } from '../values/text'
import { statusDefaults } from './default-resolution'
import type { Resolution, ResponseAction } from './error-handler'
import { errorText } from './error-text'

/** Decides about the answers that it fits. */
export interface ResponseFilter {
  /** Undefined when the filter does not fit the answer. */
  resolve(response: EngineResponse): Promise<Resolution | undefined>
  readonly action: ResponseAction | undefined
}

export const responseFilterKind = defineKind<ResponseFilter>('HttpResponseFilter')

const actions = [
  'SUCCESS',
  'FAIL',
  'RETRY',
  'IGNORE',
  'RESET_PAGINATION',
  'RATE_LIMITED',
  'REFRESH_TOKEN_THEN_RETRY',
  'REDUCE_PAGE_SIZE',
  'SPLIT_REQUEST_WINDOW',
] as const satisfies readonly ResponseAction[]

const schema = z
  .object({
    type: z.literal('HttpResponseFilter'),
    action: z
      .enum(actions)
      .optional()
      .meta({
        title: 'Then',
        description: 'What to do about an answer that fits.',
        examples: ['IGNORE', 'RETRY'],
      }),
    http_codes: z
      .array(z.int())
      .default([])
      .meta({
        title: 'Status codes',
        description: 'Fits answers with one of these.',
        examples: [[404], [420, 429]],
      }),
    predicate: template('response', 'headers', 'request_url')
      .default('')
      .meta({
        title: 'Condition',
        description: 'Fits answers for which this is true, successful ones included.',
        examples: ["{{ 'code' in response and response.code == 'quota' }}"],
      }),
    error_message_contains: z
      .string()
      .default('')
      .meta({
        title: 'Error text contains',
        description: 'Fits answers whose error text has this in it.',
        examples: ['exceeded'],
      }),
    error_message: template('config', 'response', 'headers', 'request_url')
      .default('')
      .meta({
        title: 'Message',
        description: 'What to tell people about it.',
        examples: ["Not enough rights: {{ response['error'] }}"],
      }),
    failure_type: z
      .enum(['system_error', 'config_error', 'transient_error'])
      .optional()
      .meta({
        title: 'Kind of failure',
        description: 'Whose turn it is when the read fails: `config_error` is the user’s.',
        examples: ['config_error'],
        group: 'advanced',
      }),
  })
  .meta({
    title: 'Response filter',
    description: 'Fits an answer when any of its conditions does, and says what to do about it.',
  })

export const httpResponseFilter = defineComponent({
  schema,
  create(config, context): ResponseFilter {
    const { action } = config
    const matches = createMatcher(config, context)
    const message = interpolatedString(config.error_message, context)
    return {
      action,
      async resolve(response) {
        if (action === undefined || !(await matches(response))) return undefined
        const defaults = statusDefaults(response.status)
        const own = config.error_message === '' ? '' : message(await variablesOf(response))
        const failureType = action === 'FAIL' ? config.failure_type : undefined
        return {
          action,
          failureType: failureType ?? defaults.failureType ?? 'system_error',
          message: isTruthy(own) ? toText(own) : defaults.message,
          path: context.path,
          reason: reasonOf(config, response),
        }
      },
    }
  },
})

/** Whether any condition of a filter fits; the body is read only for those that need it. */
function createMatcher(
  config: z.output<typeof schema>,
  context: BuildContext,
): (response: EngineResponse) => Promise<boolean> {
  const codes = new Set(config.http_codes)
  const contained = config.error_message_contains
  // The configuration is out of a predicate's reach in the reference engine.
  const holds = config.predicate ? interpolatedBoolean(config.predicate, context, null) : undefined
  return async (response) => {
    if (codes.has(response.status)) return true
    if (holds?.(await variablesOf(response))) return true
    return contained !== '' && ((await errorText(response)) ?? '').includes(contained)
  }
}

async function variablesOf(response: EngineResponse): Promise<Variables> {
  return {
    response: (await response.json()) ?? {},
    headers: anyCaseHeaders(response.headers),
    request_url: bareUrl(response.url),
  }
}

function reasonOf({ http_codes }: z.output<typeof schema>, { status }: EngineResponse): string {
  return http_codes.includes(status)
    ? `A response filter names status ${status}`
    : 'A condition of a response filter holds'
}
