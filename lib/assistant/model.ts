import type { z } from 'zod'

/** Why no usable answer came. Stable, for screens and tests. */
export type ModelFailureCode =
  /** The model would not answer, or a filter stood in the way. */
  | 'declined'
  /** The answer ended before it was whole. */
  | 'truncated'
  | 'empty'
  | 'not-json'
  | 'wrong-shape'
  /** What answers is no chat-completions endpoint. */
  | 'not-compatible'
  | 'unauthorised'
  | 'unknown-model'
  /** The question does not fit into the model. */
  | 'too-long'
  | 'rate-limited'
  | 'rejected'
  | 'unavailable'
  | 'unreachable'
  /** The address is private and nobody permitted it. */
  | 'not-permitted'
  | 'timeout'
  | 'cancelled'

/** Who can do something about a failure. */
export type ModelBlame = 'settings' | 'service' | 'question' | 'person'

/** A failure in plain words. Never holds the key, and of the server's own words only a cleaned part. */
export interface ModelFailure {
  readonly code: ModelFailureCode
  /** What happened: one sentence. */
  readonly text: string
  /** What to do: one sentence. */
  readonly remedy: string
  readonly blame: ModelBlame
  /** Worth asking another question of the same kind. */
  readonly isPassing: boolean
}

/** A part of a prompt, with a heading for whoever looks at it. */
export interface PromptPart {
  readonly title: string
  readonly text: string
}

/** A question with a closed form for its answer. */
export interface ModelQuestion<T> {
  /** Name of the form, letters and underscores. */
  readonly form: string
  readonly system: string
  /** Sent in this order as one message. */
  readonly parts: readonly PromptPart[]
  /** Objects are strict, everything optional is nullable, lists stand in place of maps. */
  readonly schema: z.ZodType<T>
  /** Longest answer, in tokens. */
  readonly answerTokensMax?: number | undefined
}

export interface AskOptions {
  readonly signal: AbortSignal
  /** Characters of the answer so far. */
  readonly onProgress?: ((characters: number) => void) | undefined
}

/** Tokens as the endpoint counts them. */
export interface ModelUsage {
  readonly input: number
  readonly output: number
}

export type ModelAnswer<T> =
  | {
      readonly ok: true
      readonly value: T
      /** Parts of the answer had the wrong shape and were left out. */
      readonly isPartial: boolean
      readonly usage?: ModelUsage | undefined
      /** HTTP calls that the answer took. */
      readonly calls: number
    }
  | { readonly ok: false; readonly failure: ModelFailure; readonly calls: number }

/** Something that answers questions: the only way to a language model. It has no tools. */
export interface Model {
  /** As the endpoint calls it; shown beside what it found. */
  readonly name: string
  /**
   * Never throws for what a model or an endpoint does: that is a failure in the answer. An abort of
   * the signal ends the call and is the failure `cancelled`, or `timeout` when the signal's reason is a
   * `TimeoutError`.
   */
  ask<T>(question: ModelQuestion<T>, options: AskOptions): Promise<ModelAnswer<T>>
}
