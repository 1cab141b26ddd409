import type { LastRun } from '@/lib/contracts/proof-summary'
import type { ProofLevel } from '@/lib/testread/test-read'
import type { StreamRun } from './run-store'

/** What became of a stream, in one word and one sentence. */
export interface StreamOutcome {
  readonly kind:
    | 'waiting'
    | 'running'
    | 'complete'
    | 'probable'
    | 'unknown'
    | 'truncated'
    | 'sample'
    | 'failed'
    | 'not-run'
  readonly level: ProofLevel | 'none'
  readonly isSample: boolean
  readonly title: string
  /** Why, when it is not proved. */
  readonly text: string | undefined
  readonly records: number | undefined
  readonly calls: number | undefined
  readonly elapsedMs: number | undefined
}

const nothing = { records: undefined, calls: undefined, elapsedMs: undefined } as const

export const waitingOutcome: StreamOutcome = {
  kind: 'waiting',
  level: 'none',
  isSample: false,
  title: 'Waiting',
  text: undefined,
  ...nothing,
}

export const notRunOutcome: StreamOutcome = {
  kind: 'not-run',
  level: 'none',
  isSample: false,
  title: 'Not run',
  text: undefined,
  ...nothing,
}

/** What a run of this page came to. */
export function outcomeOf(run: StreamRun): StreamOutcome {
  const { read, proof, problem } = run
  const numbers = {
    records: read.records.length,
    calls: read.calls.length,
    elapsedMs: read.elapsedMs,
  }
  if (read.status === 'running') {
    const title = read.activity ?? 'Starting'
    return { kind: 'running', level: 'none', isSample: false, title, text: undefined, ...numbers }
  }
  if (read.status === 'failed' || problem || !proof) {
    const text = problem?.title ?? read.errors.at(-1)?.message
    return {
      kind: read.status === 'cancelled' ? 'not-run' : 'failed',
      level: proof?.level ?? 'none',
      isSample: proof?.isSample ?? false,
      title: read.status === 'cancelled' ? 'Not run' : 'Failed',
      text,
      ...numbers,
    }
  }
  const { level, isSample, title, text } = proof
  return { kind: kindOf(level, isSample), level, isSample, title, text, ...numbers }
}

/** What a stored run came to; its calls are not known here. */
export function storedOutcome({ outcome, proof, records }: LastRun): StreamOutcome {
  const numbers = { ...nothing, records }
  if (outcome === 'failed' || !proof) {
    const level = proof?.level ?? 'none'
    return { kind: 'failed', level, isSample: false, title: 'Failed', text: undefined, ...numbers }
  }
  const { level, isSample, title, text } = proof
  return { kind: kindOf(level, isSample), level, isSample, title, text, ...numbers }
}

/** A sample in which something is missing is as bad as a whole read in which it is. */
function kindOf(level: ProofLevel, isSample: boolean): StreamOutcome['kind'] {
  return isSample && level !== 'truncated' ? 'sample' : level
}

const words: readonly (readonly [StreamOutcome['kind'], string])[] = [
  ['complete', 'proved'],
  ['probable', 'probably complete'],
  ['sample', 'sampled'],
  ['unknown', 'cannot tell'],
  ['truncated', 'cut short'],
  ['failed', 'failed'],
  ['not-run', 'not run'],
]

/** `9 proved · 2 cut short · 1 failed`; streams that are not read yet are left out. */
export function summaryOf(outcomes: readonly StreamOutcome[]): string {
  return words
    .map(([kind, word]) => [outcomes.filter((each) => each.kind === kind).length, word] as const)
    .filter(([count]) => count > 0)
    .map(([count, word]) => `${count.toLocaleString('en')} ${word}`)
    .join(' · ')
}
