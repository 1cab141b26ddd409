import { z } from 'zod'
import { durationMicros } from '../auth/duration'
import { numberOf } from '../backoffs/number-of'
import { type BuildContext, defineComponent, template } from '../component'
import { ManifestInvalid } from '../errors'
import { interpolatedString } from '../interpolate'
import type { CallRatePolicy } from './call-rate-policy'
import { matchersSchema, PolicyMatchers } from './policy-matchers'

const rate = z.object({
  type: z.literal('Rate').optional(),
  limit: z.union([z.int(), template('config')]).meta({
    title: 'Calls',
    description: 'Calls within the interval.',
    examples: [100, "{{ config['calls_per_minute'] }}"],
  }),
  interval: z.string().meta({
    title: 'Interval',
    description: 'As an ISO 8601 duration.',
    examples: ['PT1M'],
  }),
})

interface Rate {
  readonly limit: number
  readonly intervalMs: number
}

export const movingWindowCallRatePolicy = defineComponent({
  schema: z
    .object({
      type: z.literal('MovingWindowCallRatePolicy'),
      rates: z.array(rate).meta({
        title: 'Rates',
        description: 'All of them hold at the same time.',
      }),
      matchers: matchersSchema,
    })
    .meta({
      title: 'Calls per moving window',
      description: 'Allows a number of calls within any stretch of a given length.',
    }),

  create({ rates, matchers }, context): CallRatePolicy {
    const fitting = new PolicyMatchers(matchers, context)
    const limits = rates
      .map((each, i) => rateOf(each, context, i))
      .sort((a, b) => a.intervalMs - b.intervalMs)
    const window = new MovingWindow(limits, () => context.engine.nowMicros() / 1000)
    const least = Math.min(...limits.map(({ limit }) => limit))
    return {
      fits: (request) => fitting.fits(request),
      take: (request) => window.take(fitting.weightOf(request, least)),
      learn({ remaining, resetSeconds }) {
        if (remaining === 0 && resetSeconds === undefined) window.fill()
      },
    }
  },
})

/** Times of calls, the oldest first. */
class MovingWindow {
  readonly #rates: readonly Rate[]
  readonly #nowMs: () => number
  #times: number[] = []

  constructor(rates: readonly Rate[], nowMs: () => number) {
    this.#rates = rates
    this.#nowMs = nowMs
  }

  /** Takes calls, or says how many seconds to wait for them. */
  take(weight: number): number | undefined {
    const now = this.#nowMs()
    this.#forget(now)
    for (const { limit, intervalMs } of this.#rates) {
      const within = this.#within(now, intervalMs)
      if (within.length + weight > limit) {
        const leaving = within[within.length - (limit - weight) - 1] ?? now
        return Math.max(0, (leaving + intervalMs - now + 1) / 1000)
      }
    }
    this.#add(weight, now)
    return undefined
  }

  /** Takes all calls that are left. */
  fill(): void {
    const now = this.#nowMs()
    this.#forget(now)
    const free = this.#rates.map(
      ({ limit, intervalMs }) => limit - this.#within(now, intervalMs).length,
    )
    this.#add(Math.max(0, Math.min(...free)), now)
  }

  #add(count: number, now: number): void {
    for (let i = 0; i < count; i += 1) this.#times.push(now)
  }

  #within(now: number, intervalMs: number): readonly number[] {
    return this.#times.filter((time) => time >= now - intervalMs)
  }

  #forget(now: number): void {
    const longest = this.#rates.at(-1)?.intervalMs ?? 0
    this.#times = this.#times.filter((time) => time >= now - longest)
  }
}

function rateOf(config: z.output<typeof rate>, context: BuildContext, index: number): Rate {
  const path = [...context.path, 'rates', index]
  const micros = durationMicros(config.interval)
  if (micros === undefined || micros <= 0) {
    throw new ManifestInvalid('interval has to be a duration such as PT1M', {
      path: [...path, 'interval'],
    })
  }
  const { limit: text } = config
  const limit = typeof text === 'number' ? text : numberOf(interpolatedString(text, context)())
  if (limit === undefined || !Number.isInteger(limit) || limit < 1) {
    throw new ManifestInvalid('limit has to be a whole number from 1', { path: [...path, 'limit'] })
  }
  return { limit, intervalMs: micros / 1000 }
}
