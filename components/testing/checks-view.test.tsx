import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { createCollector } from '@/lib/testread/collect'
import type { Check, Proof } from '@/lib/testread/test-read'
import { ChecksView } from './checks-view'
import { defaultOptions } from './run-options'
import type { StreamRun } from './run-store'

afterEach(cleanup)

const failed: Check = {
  id: 'total-missed',
  outcome: 'failed',
  station: 'pages',
  title: 'The count does not match',
  text: '100 records came in; `total_count` says 1,284.',
  calls: [2],
  weight: 'proof',
  missing: 1184,
}
const passed: Check = {
  ...failed,
  id: 'keys-unique',
  outcome: 'passed',
  text: 'No `id` came twice.',
}

function aRun(proof: Partial<Proof>): StreamRun {
  const collector = createCollector('customers')
  collector.push({
    kind: 'slice',
    stream: 'customers',
    slice: 0,
    partition: {},
    window: {},
    atMs: 0,
  })
  collector.push({
    kind: 'page',
    stream: 'customers',
    slice: 0,
    page: 0,
    foundCount: 100,
    recordCount: 100,
    atMs: 1,
  })
  collector.push({ kind: 'end', outcome: 'completed', atMs: 2 })
  const info = { name: 'customers', primaryKey: [], hasPagination: false, hasPartitions: false }
  return {
    read: collector.snapshot(),
    request: {
      text: '',
      info,
      environmentId: undefined,
      options: defaultOptions,
      state: undefined,
    },
    proof: {
      level: 'truncated',
      isSample: false,
      title: 'Truncated',
      text: failed.text,
      missing: 1184,
      checks: [failed, passed],
      ...proof,
    },
  }
}

function show(run: StreamRun) {
  const seen = { calls: [] as number[], stations: [] as string[] }
  render(
    <ChecksView
      run={run}
      onReadToEnd={() => undefined}
      onShowCall={(call) => seen.calls.push(call)}
      onOpenStation={(station) => seen.stations.push(station)}
    />,
  )
  return seen
}

test('a truncated read says how much is missing, and each reason leads to its cause', () => {
  const seen = show(aRun({}))
  expect(screen.getByRole('heading', { name: 'This read stopped early' })).toBeDefined()
  expect(screen.getByRole('img', { name: '100 of 1,284 records read' })).toBeDefined()
  fireEvent.click(screen.getByRole('button', { name: 'Call 2' }))
  fireEvent.click(screen.getByRole('button', { name: 'Pages' }))
  expect(seen).toEqual({ calls: [2], stations: ['pages'] })
})

test('passed checks are folded until they are asked for', () => {
  show(aRun({}))
  expect(screen.queryByText(/came twice/)).toBeNull()
  fireEvent.click(screen.getByRole('button', { name: 'Show' }))
  expect(screen.getByText(/came twice/)).toBeDefined()
})
