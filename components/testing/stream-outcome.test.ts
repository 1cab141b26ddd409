import { expect, test } from 'vitest'
import type { LastRun } from '@/lib/contracts/proof-summary'
import { createCollector } from '@/lib/testread/collect'
import type { ObservedEvent, Proof } from '@/lib/testread/test-read'
import { defaultOptions } from './run-options'
import type { StreamRun } from './run-store'
import {
  notRunOutcome,
  outcomeOf,
  storedOutcome,
  summaryOf,
  waitingOutcome,
} from './stream-outcome'

function aRun(outcome: 'completed' | 'failed' | undefined, proof?: Partial<Proof>): StreamRun {
  const collector = createCollector('orders')
  const events: ObservedEvent[] = [
    { kind: 'slice', stream: 'orders', slice: 0, partition: {}, window: {}, atMs: 1 },
    { kind: 'records', stream: 'orders', slice: 0, page: 0, records: [{ id: 1 }], atMs: 2 },
    ...(outcome ? [{ kind: 'end', outcome, atMs: 40 } as const] : []),
  ]
  for (const event of events) collector.push(event)
  const whole: Proof = { level: 'complete', isSample: false, title: '', text: '', checks: [] }
  return {
    request: {
      text: '',
      info: { name: 'orders', primaryKey: [], hasPagination: false, hasPartitions: false },
      environmentId: undefined,
      options: defaultOptions,
      state: undefined,
    },
    read: collector.snapshot(),
    proof: outcome ? { ...whole, ...proof } : undefined,
  }
}

test('a run under way says what it does, with its numbers so far', () => {
  expect(outcomeOf(aRun(undefined))).toMatchObject({ kind: 'running', records: 1, calls: 0 })
})

test('what was cut short by a limit is a sample, unless something is missing in it', () => {
  expect(outcomeOf(aRun('completed', { isSample: true })).kind).toBe('sample')
  expect(outcomeOf(aRun('completed', { isSample: true, level: 'truncated' })).kind).toBe(
    'truncated',
  )
})

test('a run that could not begin has failed, in the words of its problem', () => {
  const problem = { type: 'about:blank', status: 422, code: 'x', title: 'No base URL' }
  expect(outcomeOf({ ...aRun('failed'), proof: undefined, problem })).toMatchObject({
    kind: 'failed',
    text: 'No base URL',
  })
})

test('a stored run says as much as is known', () => {
  const stored: LastRun = {
    runId: 'r',
    outcome: 'completed',
    records: 9,
    endedAt: '2026-11-24T12:00:00Z',
    isStale: false,
    proof: { level: 'truncated', isSample: false, title: 'Truncated', text: '9 of 20' },
  }
  expect(storedOutcome(stored)).toMatchObject({ kind: 'truncated', records: 9, calls: undefined })
})

test('the summary counts what is over, the best first', () => {
  const failed = outcomeOf({ ...aRun('failed'), proof: undefined })
  const outcomes = [failed, outcomeOf(aRun('completed')), outcomeOf(aRun('completed'))]
  expect(summaryOf([...outcomes, notRunOutcome, waitingOutcome])).toBe(
    '2 proved · 1 failed · 1 not run',
  )
})
