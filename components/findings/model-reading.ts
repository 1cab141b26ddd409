import type { Findings, FoundStream } from '@/lib/contracts/imports'
import type { Contradiction, ModelImportEvent, ModelPrompt } from '@/lib/contracts/model-imports'

type Done = Extract<ModelImportEvent, { kind: 'done' }>

/** One question to the model and how far it is. */
export interface AskedQuestion {
  readonly number: number
  readonly title: string
  readonly state: 'waiting' | 'asked' | 'answered' | 'failed'
  readonly characters: number
  /** Why it failed. */
  readonly message?: string
}

/** What a model has read so far. */
export interface ModelReading {
  readonly status: 'reading' | 'done' | 'cancelled' | 'failed'
  readonly model: string
  readonly prompts: readonly ModelPrompt[]
  readonly questions: readonly AskedQuestion[]
  readonly notes: readonly string[]
  /** Those in which it found something. */
  readonly streams: readonly FoundStream[]
  readonly contradictions: readonly Contradiction[]
  readonly claims: Done['claims']
  readonly outcome?: Done['outcome']
  /** Statements that could not be confirmed. */
  readonly refused: number
  /** Why nothing came, or not all. */
  readonly failure?: string
}

/** A reading that was just begun. */
export function beginReading(model: string): ModelReading {
  return {
    status: 'reading',
    model,
    prompts: [],
    questions: [],
    notes: [],
    streams: [],
    contradictions: [],
    claims: [],
    refused: 0,
  }
}

/** The reading after one more event. */
export function afterEvent(reading: ModelReading, event: ModelImportEvent): ModelReading {
  switch (event.kind) {
    case 'planned': {
      const { model, prompts, notes } = event
      return { ...reading, model, prompts, notes, questions: prompts.map(waiting) }
    }
    case 'asked':
      return withQuestion(reading, event.question, { state: 'asked' })
    case 'progress':
      return withQuestion(reading, event.question, { characters: event.characters })
    case 'answered':
      return withQuestion(reading, event.question, { state: 'answered' })
    case 'failed': {
      const { question, message } = event
      return {
        ...withQuestion(reading, question, { state: 'failed', message }),
        failure: reading.failure ?? message,
      }
    }
    case 'notice':
      return { ...reading, notes: [...reading.notes, event.text] }
    case 'found': {
      const { streams, contradictions, claims } = event
      return { ...reading, streams, contradictions, claims }
    }
    case 'done': {
      const { kind, outcome, ...found } = event
      const status = outcome === 'cancelled' ? 'cancelled' : 'done'
      return { ...reading, ...found, outcome, status }
    }
  }
}

/** Findings of the rules with what a model found over them. */
export function withReading(findings: Findings, reading: ModelReading | undefined): Findings {
  if (!reading || reading.streams.length === 0) return findings
  const found = new Map(reading.streams.map((stream) => [stream.name, stream]))
  const streams = findings.streams.map((stream) => found.get(stream.name) ?? stream)
  return { ...findings, streams }
}

/** How many facts the model added, counted once for each stream and kind. */
export function factsByModel(streams: readonly FoundStream[]): number {
  return streams
    .flatMap(({ baseUrl, authentication, pages, records, key, cursor }) => [
      baseUrl,
      authentication,
      pages,
      records,
      key,
      cursor,
    ])
    .filter(({ foundBy }) => foundBy !== undefined).length
}

function waiting({ number, title }: ModelPrompt): AskedQuestion {
  return { number, title, state: 'waiting', characters: 0 }
}

function withQuestion(
  reading: ModelReading,
  number: number,
  change: Partial<AskedQuestion>,
): ModelReading {
  const questions = reading.questions.map((question) =>
    question.number === number ? { ...question, ...change } : question,
  )
  return { ...reading, questions }
}
