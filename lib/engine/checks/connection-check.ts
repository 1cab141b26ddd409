import { defineKind } from '../component'
import type { EngineContext } from '../context'
import type { ListedStream } from '../streams/stream-set'

/** What a check of the connection came to. */
export interface CheckResult {
  readonly status: 'SUCCEEDED' | 'FAILED'
  /** Why it failed; absent when it did not. */
  readonly message?: string | undefined
}

/** What a check may look at. */
export interface CheckPlace {
  readonly engine: EngineContext
  /** Streams that are written out. */
  readonly written: () => readonly ListedStream[]
  /** All streams; may ask the API for those made from templates. */
  readonly all: () => Promise<readonly ListedStream[]>
  readonly dynamicNames: readonly string[]
}

/** Finds out whether the configuration works, by reading a record or so. */
export interface ConnectionCheck {
  /** @throws EngineError when the check itself cannot be carried out */
  run(place: CheckPlace): Promise<CheckResult>
  /** Config keys that have other values during the check. */
  readonly configOverrides: Readonly<Record<string, unknown>>
}

export const connectionCheckKind = defineKind<ConnectionCheck>('ConnectionCheck')
