import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createSkippableSleep } from './skippable-sleep'

describe('a wait', () => {
  beforeEach(() => vi.useFakeTimers())
  afterEach(() => vi.useRealTimers())

  const { signal } = new AbortController()

  it('lasts as long as it was asked to, beyond what one timer can count too', async () => {
    const days = 40 * 86_400_000
    let isOver = false
    const wait = createSkippableSleep()
      .sleep(days, signal)
      .then(() => {
        isOver = true
      })
    await vi.advanceTimersByTimeAsync(days - 1)
    expect(isOver).toBe(false)
    await vi.advanceTimersByTimeAsync(1)
    await wait
    expect(isOver).toBe(true)
  })

  it('ends when it is skipped, and all others of its run with it', async () => {
    const { sleep, skip } = createSkippableSleep()
    const waits = [sleep(1e9, signal), sleep(1e9, signal)]
    expect(skip()).toBe(2)
    await Promise.all(waits)
    expect(skip()).toBe(0)
    expect(vi.getTimerCount()).toBe(0)
  })

  it('fails with the reason when its run is aborted', async () => {
    const abort = new AbortController()
    const wait = createSkippableSleep().sleep(1e9, abort.signal)
    abort.abort(new Error('Cancelled'))
    await expect(wait).rejects.toThrow('Cancelled')
    expect(vi.getTimerCount()).toBe(0)
  })
})
