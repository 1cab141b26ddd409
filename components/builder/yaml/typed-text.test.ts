import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { TypedText } from './typed-text'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('a short text is read at every key', () => {
  const take = vi.fn()
  const typed = new TypedText(take)
  typed.typed(1_000, 0)
  typed.typed(1_001, 10)
  expect(take).toHaveBeenCalledTimes(2)
})

test('a long text is read once when the typing rests', () => {
  const take = vi.fn()
  const typed = new TypedText(take)
  typed.typed(500_000, 0)
  typed.typed(500_001, 50)
  expect(typed.isWaiting).toBe(true)
  vi.advanceTimersByTime(80)
  expect(take).toHaveBeenCalledTimes(1)
  expect(typed.isWaiting).toBe(false)
})

test('typing without a rest is read all the same', () => {
  const take = vi.fn()
  const typed = new TypedText(take)
  for (let ms = 0; ms < 1_000; ms += 50) {
    typed.typed(500_000, ms)
    vi.advanceTimersByTime(50)
  }
  expect(take.mock.calls.length).toBeGreaterThanOrEqual(2)
})

test('nothing is read twice', () => {
  const take = vi.fn()
  const typed = new TypedText(take)
  typed.typed(500_000, 0)
  typed.flush()
  vi.advanceTimersByTime(1_000)
  expect(take).toHaveBeenCalledTimes(1)
})
