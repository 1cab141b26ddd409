import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { KeptDraft } from './browser-store'
import { DraftKeeper } from './draft-keeper'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function open() {
  const written: (string | undefined)[] = []
  const keeper = new DraftKeeper((draft: KeptDraft | undefined) => void written.push(draft?.text))
  return { keeper, written }
}
const draft = (text: string) => ({ text, baseRevision: 1 })

test('of texts that follow each other quickly the last is written', () => {
  const { keeper, written } = open()
  keeper.keep(draft('a'))
  keeper.keep(draft('ab'))
  expect(written).toEqual([])
  vi.advanceTimersByTime(200)
  expect(written).toEqual(['ab'])
})

test('steady typing is written all the same', () => {
  const { keeper, written } = open()
  for (let count = 0; count < 8; count++) {
    keeper.keep(draft(`text ${count}`))
    vi.advanceTimersByTime(100)
  }
  expect(written).toEqual(['text 1', 'text 3', 'text 5', 'text 7'])
})

test('a text that the server has is not written any more', () => {
  const { keeper, written } = open()
  keeper.keep(draft('a'))
  keeper.keep(undefined)
  vi.advanceTimersByTime(1_000)
  expect(written).toEqual([undefined])
})

test('what waits is written when the page goes away', () => {
  const { keeper, written } = open()
  keeper.keep(draft('a'))
  keeper.flush()
  vi.advanceTimersByTime(1_000)
  expect(written).toEqual(['a'])
})
