import { cleanup, fireEvent, render, screen, within } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { AllRunsPanel, type ListedStream } from './all-runs-panel'

const proof = { level: 'complete', isSample: false, title: 'Proved complete', text: '' } as const
const lastRun = {
  runId: 'r',
  outcome: 'completed',
  records: 250,
  endedAt: '2026-11-24T12:00:00Z',
  isStale: false,
  proof,
} as const

const streams: readonly ListedStream[] = [
  { name: 'orders', title: 'Orders', isChild: false, lastRun },
  { name: 'items', title: 'Items', isChild: true },
]

function open(leftOut: readonly string[] = []) {
  const seen = { leftOut: new Set(leftOut) as ReadonlySet<string>, runs: 0, shown: '' }
  render(
    <AllRunsPanel
      projectId="p"
      streams={streams}
      leftOut={seen.leftOut}
      onLeaveOut={(next) => {
        seen.leftOut = next
      }}
      onRun={() => {
        seen.runs += 1
      }}
      onShow={(name) => {
        seen.shown = name
      }}
      onClose={() => undefined}
      blockedReason={undefined}
    />,
  )
  return seen
}

afterEach(cleanup)

test('every stream has a row with what its last run proved', () => {
  open()
  const rows = within(screen.getByRole('table', { name: 'Runs of all streams' }))
  expect(rows.getByRole('row', { name: /Orders.*Proved complete.*250/ })).toBeTruthy()
  expect(rows.getByRole('row', { name: /Items.*Not run/ })).toBeTruthy()
  expect(screen.getByText('1 proved · 1 not run')).toBeTruthy()
})

test('a stream that is left out changes what the button says', () => {
  const seen = open(['items'])
  expect(screen.getByText('1 stream of 2 to run')).toBeTruthy()
  fireEvent.click(screen.getByRole('button', { name: 'Run 1' }))
  expect(seen.runs).toBe(1)
  fireEvent.click(screen.getByRole('checkbox', { name: 'Run Items' }))
  expect([...seen.leftOut]).toEqual([])
})

test('the list shows alone what is not proved, and a name leads to its stream', () => {
  const seen = open()
  fireEvent.click(screen.getByRole('radio', { name: 'Not proved 1' }))
  expect(screen.queryByRole('row', { name: /Orders/ })).toBeNull()
  fireEvent.click(screen.getByRole('button', { name: /^Items/ }))
  expect(seen.shown).toBe('items')
})
