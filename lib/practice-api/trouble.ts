/** Faults that an endpoint shows on purpose. */
export type Trouble = 'limited' | 'flaky' | 'forbidden' | 'missing' | 'slow' | 'broken-json'

export interface TroubleRequest {
  readonly request: Request
  readonly url: URL
  readonly now: () => number
  /** Ends early, without an error, when the caller goes away. */
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>
  readonly memory: TroubleMemory
}

/** What the faults remember between requests. `clear` starts anew. */
export class TroubleMemory {
  readonly #counts = new Map<string, number>()
  readonly #blockedUntil = new Map<string, number>()

  /** Counts one more and says how many there are. */
  count(key: string): number {
    const count = (this.#counts.get(key) ?? 0) + 1
    this.#counts.set(key, count)
    return count
  }

  forget(key: string): void {
    this.#counts.delete(key)
  }

  block(key: string, untilMs: number): void {
    this.#blockedUntil.set(key, untilMs)
  }

  blockedUntil(key: string): number {
    return this.#blockedUntil.get(key) ?? 0
  }

  clear(): void {
    this.#counts.clear()
    this.#blockedUntil.clear()
  }
}

interface TroubleKind {
  readonly description: string
  readonly parameters: readonly {
    readonly name: string
    readonly description: string
    readonly default: number
  }[]
  /** Statuses that it answers with, beside 200. */
  readonly statuses: readonly number[]
  /** The faulty answer; undefined lets the request through. */
  meet(trouble: TroubleRequest): Promise<Response | undefined> | Response | undefined
}

const longestWaitMs = 60_000

/** A whole number from the query, kept within 0 and `most`. */
export function numberFrom(url: URL, name: string, fallback: number, most: number): number {
  const text = url.searchParams.get(name)
  if (text === null || !/^\d{1,9}$/.test(text)) return fallback
  return Math.min(Number(text), most)
}

/** An error as the practice API words it: JSON with a code and a sentence. */
export function errorAnswer(
  status: number,
  code: string,
  message: string,
  headers: Readonly<Record<string, string>> = {},
): Response {
  return Response.json({ error: { code, message } }, { status, headers })
}

/** Every fault: how it is described, and when it shows. */
export const troubles: Readonly<Record<Trouble, TroubleKind>> = {
  limited: {
    description:
      'Every nth request of a caller is answered with 429 and a Retry-After header, and so is each one before that time has passed.',
    parameters: [
      { name: 'every', description: 'Which request is refused.', default: 4 },
      { name: 'retry_after', description: 'Seconds to wait after a refusal.', default: 1 },
    ],
    statuses: [429],
    meet({ request, url, now, memory }) {
      const caller = `limited ${request.headers.get('authorization') ?? ''}`
      const until = memory.blockedUntil(caller)
      const every = Math.max(2, numberFrom(url, 'every', 4, 1000))
      if (now() < until) return tooManyRequests(until, now())
      if (memory.count(caller) % every !== 0) return undefined
      const blockedUntil = now() + numberFrom(url, 'retry_after', 1, 60) * 1000
      memory.block(caller, blockedUntil)
      return tooManyRequests(blockedUntil, now())
    },
  },
  flaky: {
    description: 'Each address fails a few times, then answers once, then fails again.',
    parameters: [
      { name: 'fail', description: 'How many times an address fails.', default: 2 },
      { name: 'status', description: 'The status of a failure.', default: 500 },
    ],
    statuses: [500, 502, 503],
    meet({ url, memory }) {
      const key = `flaky ${url.pathname}${url.search}`
      if (memory.count(key) > numberFrom(url, 'fail', 2, 100)) {
        memory.forget(key)
        return undefined
      }
      const status = numberFrom(url, 'status', 500, 599)
      return errorAnswer(status < 400 ? 500 : status, 'unavailable', 'The shop is being restocked')
    },
  },
  forbidden: {
    description: 'The token is good and may not read this.',
    parameters: [],
    statuses: [403],
    meet: () => errorAnswer(403, 'forbidden', 'This token may not read orders of this account'),
  },
  missing: {
    description: 'There is nothing at this address.',
    parameters: [],
    statuses: [404],
    meet: () => errorAnswer(404, 'not_found', 'There are no orders here'),
  },
  slow: {
    description: 'The answer takes its time. Every other endpoint takes `delay_ms` as well.',
    parameters: [{ name: 'delay_ms', description: 'Milliseconds to wait.', default: 1500 }],
    statuses: [],
    async meet({ request, url, wait }) {
      // Where the parameter is given, the delay is kept before any fault is met.
      if (!url.searchParams.has('delay_ms')) await wait(1500, request.signal)
      return undefined
    },
  },
  'broken-json': {
    description: 'Status 200 and JSON that ends in the middle.',
    parameters: [],
    statuses: [],
    meet: () =>
      new Response('{"data":[{"id":"ord_10719","status":"pa', {
        headers: { 'content-type': 'application/json' },
      }),
  },
}

/** Keeps the delay that a request asked for with `delay_ms`. */
export async function keepDelay({ request, url, wait }: TroubleRequest): Promise<void> {
  const delayMs = numberFrom(url, 'delay_ms', 0, longestWaitMs)
  if (delayMs > 0) await wait(delayMs, request.signal)
}

function tooManyRequests(untilMs: number, nowMs: number): Response {
  const seconds = Math.max(0, Math.ceil((untilMs - nowMs) / 1000))
  return errorAnswer(429, 'too_many_requests', `Wait ${seconds} s before the next request`, {
    'retry-after': String(seconds),
  })
}
