import type { z } from 'zod'
import type { Suggestion } from '@/lib/assistant/suggestions'
import type { explainFailedCall } from '@/lib/contracts/explanations'
import type { StreamInfo } from '@/lib/testread/stream-info'
import type { StationName } from '@/lib/testread/test-read'

/** A suggestion with what it would change, in words. */
export interface SuggestedChange {
  /** Stable within a stream. */
  readonly id: string
  readonly stream: string
  readonly station: StationName
  readonly suggestion: Suggestion
  /** What the station says now, and what it would say. */
  readonly before: string
  readonly after: string
  /** Streams that the change takes effect in. */
  readonly streamCount: number
}

/** Why the last call failed, and what to do about it. */
export interface ExplainedFailure {
  readonly cause: string
  readonly call: number
  readonly change?: SuggestedChange | undefined
  readonly look?: StationName | 'inputs' | undefined
  /** Name of the model; absent for rules. */
  readonly foundBy?: string | undefined
}

/** A failed call that no rule explains, as a model is asked about it. */
export interface UnexplainedFailure {
  readonly about: z.input<typeof explainFailedCall.body>
  /** What a suggestion of the model would change. */
  readonly changeOf: (suggestion: Suggestion) => SuggestedChange
}

/** A suggestion as text, to be changed before it is accepted. */
export interface SuggestionEditing {
  /** What it would write, as YAML. */
  readonly textOf: (change: SuggestedChange) => string
  /** The same suggestion with another value, or why the text gives none. */
  readonly edited: (
    change: SuggestedChange,
    text: string,
  ) => SuggestedChange | { readonly why: string }
}

/** What the builder gives the panel to show, try and accept suggestions. */
export interface PanelSuggestions {
  readonly changes: readonly SuggestedChange[]
  /** The changes with which the run on screen was made; they are not in the draft. */
  readonly trial: readonly SuggestedChange[]
  readonly explanation?: ExplainedFailure | undefined
  readonly unexplained?: UnexplainedFailure | undefined
  readonly editing: SuggestionEditing
  /** One undo step each. */
  readonly accept: (changes: readonly SuggestedChange[]) => void
  readonly reject: (change: SuggestedChange) => void
  /** The text on screen with changes applied, for a run that is not saved. */
  readonly withChanges: (changes: readonly SuggestedChange[]) => TrialText
}

export interface TrialText {
  readonly text: string
  readonly info: StreamInfo
}
