import type { ApiFacts } from '../importers/facts'
import type { Claim, RefusedClaim } from './claims'
import type { Model, ModelFailure, PromptPart } from './model'

/** A document as it was given, under the name by which evidence calls it. */
export interface SourceDocument {
  readonly name: string
  readonly text: string
}

/** What a model costs at most. Tokens are estimated from characters, on the safe side. */
export interface ModelBudget {
  /** Tokens of one prompt, its instructions included. */
  readonly promptTokens: number
  readonly answerTokens: number
  /** Questions of one import. */
  readonly questions: number
  readonly concurrency: number
  /** For everything together, waits included. */
  readonly totalMs: number
}

/** A question as it is sent, to look at before and after. */
export interface PlannedQuestion {
  /** Counts from 1. */
  readonly number: number
  /** For people: `Paging of projects and 11 more`. */
  readonly title: string
  readonly streams: readonly string[]
  readonly documents: readonly string[]
  readonly system: string
  readonly parts: readonly PromptPart[]
  /** Estimated tokens of the prompt. */
  readonly tokens: number
  /** What did not fit, in words. */
  readonly leftOut: readonly string[]
}

/** All that would be asked about documents. Nothing is sent by making it. */
export interface QuestionPlan {
  readonly questions: readonly PlannedQuestion[]
  /** What is not asked at all and why, in sentences. */
  readonly notes: readonly string[]
}

/** What is planned and asked: facts found by rules, their documents, and what must not leave. */
export interface ModelInput {
  readonly facts: ApiFacts
  readonly documents: readonly SourceDocument[]
  /** Values that never enter a prompt: secrets that were pasted, test values of the project. */
  readonly secrets: readonly string[]
  readonly budget?: Partial<ModelBudget> | undefined
}

export interface ModelRunOptions extends ModelInput {
  readonly model: Model
  readonly signal: AbortSignal
}

/** What happens while a model is asked. `question` is a number of the plan. */
export type ModelEvent =
  | { readonly kind: 'planned'; readonly model: string; readonly plan: QuestionPlan }
  | { readonly kind: 'asked'; readonly question: number }
  | { readonly kind: 'progress'; readonly question: number; readonly characters: number }
  | {
      readonly kind: 'answered'
      readonly question: number
      readonly used: number
      readonly refused: number
    }
  | { readonly kind: 'failed'; readonly question: number; readonly failure: ModelFailure }
  | { readonly kind: 'notice'; readonly text: string }
  /** Facts with what was found so far. */
  | ({ readonly kind: 'facts' } & MergedClaims)
  | ({ readonly kind: 'done'; readonly outcome: ModelOutcome } & MergedClaims)

/** `offline`: no question was answered, the facts are those of the rules. */
export type ModelOutcome = 'complete' | 'partial' | 'offline' | 'cancelled'

/** Facts with the claims that held. */
export interface MergedClaims {
  readonly facts: ApiFacts
  /** Claims that changed something. Send these back to get the same facts again. */
  readonly used: readonly Claim[]
  readonly refused: readonly RefusedClaim[]
}
