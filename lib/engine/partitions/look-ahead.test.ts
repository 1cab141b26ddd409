import fc from 'fast-check'
import { expect, it } from 'vitest'
import { batchesWithLast, withLast } from './look-ahead'

async function collect<T>(source: AsyncIterable<T>): Promise<T[]> {
  const items: T[] = []
  for await (const item of source) items.push(item)
  return items
}

async function* stream<T>(items: readonly T[]): AsyncGenerator<T> {
  yield* items
}

it('marks the last item and no other', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.integer()), async (items) => {
      const marked = await collect(withLast(stream(items)))
      expect(marked).toEqual(items.map((item, index) => [item, index === items.length - 1]))
    }),
  )
})

it('keeps all records of batches in order and marks the last batch', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.array(fc.integer())), async (batches) => {
      const marked = await collect(batchesWithLast(stream(batches)))
      expect(marked.flatMap(([items]) => items)).toEqual(batches.flat())
      const flags = marked.map(([, isLast]) => isLast)
      expect(flags).toEqual(flags.map((_, index) => index === flags.length - 1))
    }),
  )
})

it('never hands out an item that it held back when the source failed', async () => {
  async function* failing() {
    yield 1
    yield 2
    throw new Error('broken')
  }
  const seen: number[] = []
  const reading = (async () => {
    for await (const [item] of withLast(failing())) seen.push(item)
  })()
  await expect(reading).rejects.toThrow('broken')
  expect(seen).toEqual([1])
})
