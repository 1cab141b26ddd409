import { describe, expect, it } from 'vitest'
import { type BackoffKind, RetryCounters } from './retry-counters'

/** Fails as told until nothing may be tried any more; returns the waits. */
function waitsOf(
  maxRetries: number,
  failure: (attempt: number) => { kind: BackoffKind; asked?: number },
): number[] {
  let nowMs = 0
  const counters = new RetryCounters(maxRetries, () => nowMs)
  const waits: number[] = []
  for (let attempt = 1; attempt < 100; attempt += 1) {
    const { kind, asked } = failure(attempt)
    const seconds = counters.secondsFor(kind, asked)
    if (seconds === undefined) return waits
    waits.push(seconds)
    nowMs += seconds * 1000
    counters.retried(kind)
  }
  throw new Error('It never gives up')
}

describe('RetryCounters', () => {
  it('doubles the wait from one second on, five times by default', () => {
    expect(waitsOf(5, () => ({ kind: 'usual' }))).toEqual([1, 2, 4, 8, 16])
    expect(waitsOf(2, () => ({ kind: 'usual' }))).toEqual([1, 2])
    expect(waitsOf(0, () => ({ kind: 'usual' }))).toEqual([])
  })

  it('ends usual failures after ten minutes and shortens the last wait to that', () => {
    expect(waitsOf(20, () => ({ kind: 'usual' }))).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 89])
  })

  it('does not end rate limits by time', () => {
    const waits = waitsOf(12, () => ({ kind: 'rate-limit' }))
    expect(waits).toHaveLength(12)
    expect(waits.at(-1)).toBe(2048)
  })

  it('adds a second to what a strategy asks for', () => {
    expect(waitsOf(5, () => ({ kind: 'asked', asked: 5 }))).toEqual([6, 6, 6, 6, 6])
    expect(waitsOf(5, () => ({ kind: 'asked', asked: 3600 }))).toEqual([3601])
    expect(waitsOf(5, () => ({ kind: 'asked', asked: 200 }))).toEqual([201, 201, 201])
  })

  it('counts rate limits anew after a usual failure', () => {
    const waits = waitsOf(5, (attempt) => ({ kind: attempt % 2 === 1 ? 'usual' : 'rate-limit' }))
    expect(waits.slice(0, 5)).toEqual([1, 1, 2, 1, 4])
  })
})
