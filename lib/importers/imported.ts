import type { ApiFacts } from './facts'

/** A secret that was in what somebody pasted, kept apart from facts and manifests. */
export interface FoundSecret {
  /** Name of the input in the manifest that takes it. */
  readonly input: string
  readonly value: string
}

/** What a text says about an API. */
export interface Imported {
  readonly facts: ApiFacts
  readonly secrets: readonly FoundSecret[]
}

/** A text cannot be read as what it looked like; the message says why. */
export class UnreadableImport extends Error {
  override readonly name = 'UnreadableImport'
}
