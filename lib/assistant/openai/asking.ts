import type OpenAI from 'openai'
import { APIError } from 'openai'
import type { AskOptions, ModelAnswer, ModelFailure, ModelQuestion } from '../model'
import { jsonIn } from './answer-text'
import { bodyOf, call, type Messages, OddReply, type Reply } from './call'
import { type Dialect, simpler } from './dialect'
import { aborted, failureOf, wordsOf } from './failure-of'
import { modelFailure } from './failures'
import { salvaged } from './salvage'
import { waitBefore } from './waits'

/** Calls of one question at most, whatever happens. */
const callsMax = 12

/** How much of a wrong answer is shown to the model again. */
const repairCharactersMax = 20_000

/** What all questions to one endpoint share. */
export interface Endpoint {
  readonly client: OpenAI
  readonly model: string
  readonly key: string
  readonly retriesMax: number
  /** Ends early when the signal is aborted; never rejects. */
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>
  /** Learnt from refusals. */
  dialect: Dialect
}

interface Asked extends AskOptions {
  /** On the clock of `performance.now()`. */
  readonly endsAt: number
}

interface Failed {
  readonly failure: ModelFailure
}

/** One question on its way, with the calls that it has cost so far. */
export class Asking {
  readonly #endpoint: Endpoint
  readonly #asked: Asked
  #calls = 0

  constructor(endpoint: Endpoint, asked: Asked) {
    this.#endpoint = endpoint
    this.#asked = asked
  }

  /** The answer; one that cannot be understood is asked for once more. */
  async answer<T>(question: ModelQuestion<T>): Promise<ModelAnswer<T>> {
    const messages: Messages = [
      { role: 'system', content: question.system },
      { role: 'user', content: question.parts.map(({ text }) => text).join('\n\n') },
    ]
    const first = await this.#reply(question, messages)
    if ('failure' in first) return this.#failed(first.failure)
    const result = understood(question, first)
    if ('value' in result) return this.#answered(result, first)
    const second = await this.#reply(question, [...messages, ...repair(first.text, result.problem)])
    if ('failure' in second) return this.#failed(second.failure)
    const mended = understood(question, second)
    return 'value' in mended
      ? this.#answered(mended, second)
      : this.#failed(modelFailure(mended.code))
  }

  #failed(failure: ModelFailure) {
    return { ok: false as const, failure, calls: this.#calls }
  }

  #answered<T>({ value, isPartial }: Understood<T>, { usage }: Reply): ModelAnswer<T> {
    return { ok: true, value, isPartial, calls: this.#calls, ...(usage && { usage }) }
  }

  /** One answer of the model, after steps down and further tries. */
  async #reply(question: ModelQuestion<unknown>, messages: Messages): Promise<Reply | Failed> {
    for (let tries = 0; this.#calls < callsMax; ) {
      const { dialect } = this.#endpoint
      try {
        return await this.#call(question, messages, dialect)
      } catch (error) {
        const next = stepDown(error, dialect)
        if (next) {
          this.#learn(dialect, next)
          continue
        }
        const failure = failureOf(error, this.#endpoint.key, this.#asked.signal)
        if (!(await this.#mayTryAgain(error, tries))) return { failure: this.#last(failure) }
        tries += 1
      }
    }
    return { failure: modelFailure('unavailable', 'It refuses one thing after another.') }
  }

  async #call(
    question: ModelQuestion<unknown>,
    messages: Messages,
    dialect: Dialect,
  ): Promise<Reply | Failed> {
    const { signal } = this.#asked
    if (signal.aborted) return { failure: aborted(signal) }
    this.#calls += 1
    const { client, model } = this.#endpoint
    const reply = await call(client, bodyOf(question, model, messages, dialect), this.#asked)
    // The SDK ends a stream quietly when it is aborted.
    if (signal.aborted) return { failure: aborted(signal) }
    const failure = failureIn(reply)
    return failure ? { failure } : reply
  }

  /** Another question may have learnt something in the meantime. */
  #learn(before: Dialect, next: Dialect): void {
    if (this.#endpoint.dialect === before) this.#endpoint.dialect = next
  }

  /** Waits, when that leads anywhere before the deadline. */
  async #mayTryAgain(error: unknown, tries: number): Promise<boolean> {
    const { signal, endsAt } = this.#asked
    const ms = waitBefore(error, tries)
    const isUseless = ms === undefined || tries >= this.#endpoint.retriesMax
    if (signal.aborted || isUseless || performance.now() + ms >= endsAt) return false
    await this.#endpoint.wait(ms, signal)
    return !signal.aborted
  }

  /** A cancelled wait ends with what cancelled it. */
  #last(failure: ModelFailure): ModelFailure {
    const { signal } = this.#asked
    return signal.aborted ? aborted(signal) : failure
  }
}

function stepDown(error: unknown, dialect: Dialect): Dialect | undefined {
  if (error instanceof OddReply && error.kind === 'error') {
    return simpler(dialect, 200, error.words)
  }
  if (!(error instanceof APIError) || typeof error.status !== 'number') return undefined
  return simpler(dialect, error.status, wordsOf(error))
}

function failureIn({ text, refusal, finish, isEmpty }: Reply): ModelFailure | undefined {
  if (refusal !== '' || finish === 'content_filter') return modelFailure('declined')
  if (finish === 'length') return modelFailure('truncated')
  if (isEmpty || text.trim() === '') return modelFailure('empty')
  return undefined
}

interface Understood<T> {
  readonly value: T
  readonly isPartial: boolean
}

type NotUnderstood = { readonly code: 'not-json' | 'wrong-shape'; readonly problem: string }

function understood<T>(
  { schema }: ModelQuestion<T>,
  { text }: Reply,
): Understood<T> | NotUnderstood {
  const json = jsonIn(text)
  if (json === undefined) return { code: 'not-json', problem: 'It is no complete JSON object.' }
  const result = salvaged(schema, json)
  if ('problem' in result) return { code: 'wrong-shape', problem: result.problem }
  return result
}

function repair(text: string, problem: string): Messages {
  return [
    { role: 'assistant', content: text.slice(0, repairCharactersMax) },
    {
      role: 'user',
      content: `This answer cannot be read. ${problem} Answer again with nothing but one JSON object of the given form.`,
    },
  ]
}
