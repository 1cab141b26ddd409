import { expect, test } from 'vitest'
import type { ProjectSummary } from '@/lib/contracts/projects'
import type { LastRun } from '@/lib/contracts/proof-summary'
import { initialsOf, projectWord, recordsOf } from './project-words'

function aProject(...runs: (Partial<LastRun> | undefined)[]): ProjectSummary {
  return {
    id: 'p',
    name: 'P',
    isReadable: true,
    versionCount: 0,
    createdAt: '2026-11-24T12:00:00Z',
    updatedAt: '2026-11-24T12:00:00Z',
    streams: runs.map((run, index) => ({
      name: `s${index}`,
      ...(run && { lastRun: { ...aRun('complete'), ...run } }),
    })),
  }
}

function aRun(level: 'complete' | 'probable' | 'unknown' | 'truncated', isSample = false): LastRun {
  return {
    runId: 'r',
    outcome: 'completed',
    records: 10,
    endedAt: '2026-11-24T12:00:00Z',
    isStale: false,
    proof: { level, isSample, title: '', text: '' },
  }
}

test.each([
  [aProject(aRun('complete'), aRun('truncated')), 'bad', 's1 is truncated'],
  [aProject({ outcome: 'failed' }, { outcome: 'failed' }), 'bad', 's0 and 1 more failed'],
  [aProject(aRun('unknown'), aRun('complete')), 'warn', 'Cannot tell for 1 stream'],
  [aProject(aRun('complete'), aRun('probable')), 'ok', 'Complete, 1 not proved'],
  [aProject(aRun('complete')), 'ok', 'All proved complete'],
  [aProject(aRun('complete', true)), 'plain', 'Samples only'],
  [aProject(aRun('complete'), undefined), 'plain', '1 of 2 streams run'],
  [aProject(undefined), 'plain', 'Never run'],
  [aProject(), 'plain', 'No streams yet'],
])('the worst of a project is told', (project, tone, text) => {
  expect(projectWord(project)).toEqual({ tone, text })
})

test('records add up, and are unknown before the first run', () => {
  expect(recordsOf(aProject({ records: 3 }, { records: 4 }))).toBe(7)
  expect(recordsOf(aProject(undefined))).toBeUndefined()
})

test('initials are of two words or the first two letters', () => {
  expect(initialsOf('Northwind Orders')).toBe('NO')
  expect(initialsOf('source_stripe')).toBe('SS')
  expect(initialsOf('Salt & Larder')).toBe('SL')
  expect(initialsOf('acme')).toBe('AC')
})
