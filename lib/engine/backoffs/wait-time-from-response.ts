import { z } from 'zod'
import { type BuildContext, defineComponent, template } from '../component'
import type { Outcome } from '../error-handlers/error-handler'
import { ManifestInvalid } from '../errors'
import { anyCaseHeaders, evaluateOnce, freeVariables } from '../interpolate'
import { runOf } from '../run'
import { PythonError } from '../values/python-error'
import type { Value } from '../values/value'
import type { BackoffStrategy } from './backoff-strategy'
import { numberOf } from './number-of'
import { capSchema, createCap } from './seconds'

const allowed = ['config', 'headers', 'parameters', 'response']

export const waitTimeFromResponse = defineComponent({
  schema: z
    .object({
      type: z.literal('WaitTimeFromResponse'),
      wait_time_in_seconds: template('config', 'response', 'headers').meta({
        title: 'Seconds',
        description: 'The wait, worked out from the body or headers of the answer.',
        examples: ['{{ response.retry_after }}'],
      }),
      max_waiting_time_in_seconds: capSchema,
    })
    .meta({
      title: 'Wait that the body states',
      description: 'Waits as many seconds as a template makes of the answer.',
    }),

  create({ wait_time_in_seconds, max_waiting_time_in_seconds }, context): BackoffStrategy {
    checkVariables(wait_time_in_seconds, context)
    const capped = createCap(max_waiting_time_in_seconds, context)
    return {
      async seconds(outcome) {
        const value = await evaluate(wait_time_in_seconds, outcome, context)
        if (value === null || value === undefined) return undefined
        if (typeof value === 'string' && value.trim() === '') return undefined
        const seconds = numberOf(value)
        if (seconds === undefined) return leaveIt('is no number', context)
        return Number.isFinite(seconds) && seconds >= 0 ? capped(seconds) : undefined
      },
    }
  },
})

async function evaluate(
  text: string,
  { response }: Outcome,
  context: BuildContext,
): Promise<Value | undefined> {
  if (!response) return undefined
  const names = {
    response: (await response.json()) ?? {},
    headers: anyCaseHeaders(response.headers),
  }
  try {
    const value = evaluateOnce(text, context, names)
    return value === text && text.includes('{{') ? leaveIt('mixes types', context) : value
  } catch (error) {
    if (!(error instanceof PythonError)) throw error
    return leaveIt('could not be worked out from this answer', context)
  }
}

function leaveIt(why: string, context: BuildContext): undefined {
  const text = `The wait time ${why}; leaving the wait to the next strategy.`
  runOf(context.engine).note('warn', text, context.path, context.stream?.name)
}

function checkVariables(text: string, context: BuildContext): void {
  const unknown = [...freeVariables(text)].filter((name) => !allowed.includes(name))
  if (unknown.length === 0) return
  throw new ManifestInvalid(
    `wait_time_in_seconds reads ${unknown.sort().join(', ')}, which is not known here. It may use ${allowed.join(', ')}.`,
    { path: [...context.path, 'wait_time_in_seconds'] },
  )
}
