import type { Agent, Dispatcher } from 'undici'
import { type HeaderList, TransportError } from '../../engine/transport'
import { BodyQueue } from './body-queue'
import { failureOf } from './failure'
import type { Target } from './policy'

/** One request and its answer on the wire: no redirects, encodings as they came. */
export interface WireRequest {
  readonly target: Target
  readonly path: string
  readonly method: string
  readonly headers: HeaderList
  readonly body: string | Uint8Array | undefined
}

export interface WireAnswer {
  readonly status: number
  readonly headers: HeaderList
  readonly body: AsyncIterableIterator<Uint8Array>
}

export interface WireTimes {
  readonly connectMs: number
  readonly readMs: number
  /** Milliseconds left for the exchange, its body included. */
  readonly totalMs: number
}

/** Interim answers (100, 103) that are put up with. */
const interimAnswersMax = 20

/**
 * Sends a request on a pooled connection and resolves when the headers of its answer are there.
 * An abort of `signal` rejects with its reason and closes the socket, in the middle of the body too.
 *
 * @throws TransportError
 */
export function exchange(
  agent: Agent,
  request: WireRequest,
  times: WireTimes,
  signal: AbortSignal,
): Promise<WireAnswer> {
  if (signal.aborted) return Promise.reject(signal.reason)
  const running = new Exchange(request.target.name, times, signal)
  agent.dispatch(
    {
      origin: request.target.url.origin,
      path: request.path,
      // undici types only the usual methods and takes every token.
      method: request.method as Dispatcher.HttpMethod,
      headers: request.headers.flat(),
      body: request.body ?? null,
      headersTimeout: times.readMs,
      bodyTimeout: times.readMs,
    },
    running,
  )
  return running.answer
}

class Exchange implements Dispatcher.DispatchHandler {
  readonly #target: string
  readonly #signal: AbortSignal
  readonly #headers = Promise.withResolvers<WireAnswer>()
  readonly #onAbort: () => void
  readonly #totalTimer: NodeJS.Timeout
  #connectTimer: NodeJS.Timeout | undefined
  #controller: Dispatcher.DispatchController | undefined
  #body: BodyQueue | undefined
  #interimAnswers = 0
  #isOver = false
  #stopReason: Error | undefined

  constructor(target: string, times: WireTimes, signal: AbortSignal) {
    this.#target = target
    this.#signal = signal
    this.#onAbort = () => this.#stop(signal.reason)
    signal.addEventListener('abort', this.#onAbort, { once: true })
    const { totalMs, connectMs } = times
    this.#totalTimer = setTimeout(() => this.#timeOut('took longer than', totalMs), totalMs)
    this.#connectTimer = setTimeout(() => this.#timeOut('was not reached in', connectMs), connectMs)
  }

  get answer(): Promise<WireAnswer> {
    return this.#headers.promise
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    clearTimeout(this.#connectTimer)
    this.#connectTimer = undefined
    this.#controller = controller
    if (this.#stopReason) controller.abort(this.#stopReason)
  }

  onResponseStart(controller: Dispatcher.DispatchController, status: number): void {
    if (status < 200) {
      this.#interimAnswers += 1
      if (this.#interimAnswers > interimAnswersMax) {
        const message = `${this.#target} sends interim answers and no final one`
        this.#stop(new TransportError('connection_lost', message, { target: this.#target }))
      }
      return
    }
    this.#body = new BodyQueue({
      pause: () => this.#controller?.pause(),
      resume: () => this.#controller?.resume(),
      abort: (reason) => this.#stop(reason),
    })
    const headers = headerList(controller.rawHeaders)
    this.#headers.resolve({ status, headers, body: this.#body })
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Uint8Array): void {
    this.#body?.push(chunk)
  }

  onResponseEnd(): void {
    this.#finish()
    // undici frees the connection in the next turn. A reader that is told before would find it busy
    // and open another one for its next request.
    process.nextTick(() => setImmediate(() => this.#body?.end()))
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    if (!this.#isOver) this.#fail(failureOf(error, this.#target))
  }

  #timeOut(what: string, ms: number): void {
    const message = `${this.#target} ${what} ${ms / 1000} s`
    this.#stop(new TransportError('timeout', message, { target: this.#target }))
  }

  /** Ends the exchange for a reason of ours and closes its socket. */
  #stop(reason: Error): void {
    if (this.#isOver) return
    this.#stopReason = reason
    const controller = this.#controller
    this.#fail(reason)
    controller?.abort(reason)
  }

  #fail(error: unknown): void {
    this.#finish()
    this.#headers.reject(error)
    this.#body?.fail(error)
  }

  #finish(): void {
    this.#isOver = true
    // It holds the first 64 KB of the answer. V8 keeps them until its next full collection if an
    // exchange that is over leads there from its old generation: 25 MB after 400 pages.
    this.#controller = undefined
    clearTimeout(this.#totalTimer)
    clearTimeout(this.#connectTimer)
    this.#signal.removeEventListener('abort', this.#onAbort)
  }
}

type RawHeaders = Dispatcher.DispatchController['rawHeaders']

function headerList(raw: RawHeaders): HeaderList {
  if (!Array.isArray(raw)) return []
  const list: [string, string][] = []
  for (let index = 0; index + 1 < raw.length; index += 2) {
    list.push([textOf(raw[index]), textOf(raw[index + 1])])
  }
  return list
}

function textOf(value: Buffer | string | undefined): string {
  // Header bytes are Latin-1 (RFC 9110 5.5).
  return typeof value === 'string' ? value : (value?.toString('latin1') ?? '')
}
