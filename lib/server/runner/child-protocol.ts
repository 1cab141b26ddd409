import type { ProblemDocument } from '../../contracts/problem'
import { parseJson, stringifyJson } from '../../engine/values/json'
import type { Json, JsonObject } from '../../engine/values/value'
import type { RunJob, RunMessage, RunSummary } from './run-protocol'

/**
 * What goes between the studio and a process that runs jobs, over Node's channel. Values that are
 * JSON of any number size travel as text.
 */
export type ToChild =
  | { readonly kind: 'start'; readonly job: string }
  /** The studio took so many messages, so as many more may be sent. */
  | { readonly kind: 'credit'; readonly count: number }
  | { readonly kind: 'skip' }
  | { readonly kind: 'cancel' }
  | { readonly kind: 'finish' }

export type FromChild =
  | { readonly kind: 'begun' }
  | { readonly kind: 'refused'; readonly problem: ProblemDocument }
  | { readonly kind: 'messages'; readonly messages: readonly SentMessage[] }
  | { readonly kind: 'done' }
  | { readonly kind: 'skipped'; readonly count: number }
  | {
      readonly kind: 'finished'
      readonly rest: readonly SentMessage[]
      readonly summary: RunSummary
      /** Bytes of memory that the process holds. */
      readonly memory: number
    }

/** A message of a run whose configuration is text. */
export type SentMessage =
  | Extract<RunMessage, { kind: 'line' }>
  | { readonly kind: 'control'; readonly text: string }

/** Messages that may be under way before the studio has to take some. */
export const creditsAtStart = 64

/** Messages that the studio takes before it says so; saying it for each costs more than the message. */
export const creditsTogether = 16

/** A message as it travels. */
export function packMessage(message: RunMessage): SentMessage {
  return message.kind === 'line'
    ? message
    : { kind: 'control', text: stringifyJson(message.config) }
}

/** A message as it was before it travelled. */
export function unpackMessage(message: SentMessage): RunMessage {
  return message.kind === 'line'
    ? message
    : { kind: 'control', config: parseJson(message.text) as JsonObject }
}

/** A job as it travels. */
export function packJob(job: RunJob): string {
  // A job is JSON; `undefined` stands for parts that are absent.
  return stringifyJson(job as unknown as Json)
}

/** A job as it was before it travelled. */
export function unpackJob(text: string): RunJob {
  return parseJson(text) as unknown as RunJob
}
