import { expect, test } from 'vitest'
import type { ObservedEvent } from '@/lib/testread/test-read'
import { type BatchItem, RunBatch } from './run-batch'
import { defaultOptions } from './run-options'
import { type EventSource, type RunRequest, RunStore } from './run-store'

const requestOf = (stream: string): RunRequest => ({
  text: '',
  info: { name: stream, primaryKey: [], hasPagination: false, hasPartitions: false },
  environmentId: undefined,
  options: defaultOptions,
  state: undefined,
})

function items(...streams: string[]): BatchItem[] {
  return streams.map((stream) => ({ stream, request: requestOf(stream) }))
}

/** Reads wait until the test ends them; it sees which are under way, and under which tab. */
function aBatch() {
  const open = new Map<string, { end: () => void; tab: string | undefined }>()
  const source: EventSource = async function* ({ stream, tab }, signal) {
    await new Promise<void>((resolve, reject) => {
      const leave = (settle: () => void) => () => {
        if (open.get(stream) === read) open.delete(stream)
        settle()
      }
      const read = { end: leave(resolve), tab }
      open.set(stream, read)
      const fail = leave(() => reject(signal.reason))
      signal.addEventListener('abort', fail, { once: true })
    })
    yield { kind: 'end', outcome: 'completed', atMs: 1 } satisfies ObservedEvent
  }
  const store = new RunStore({ projectId: 'p', source, schedule: (task) => task() })
  return { store, open, batch: new RunBatch(store, () => 7) }
}

const settled = () => new Promise((resolve) => setImmediate(resolve))

test('so many streams are read at once, in their order, each under a tab of its own', async () => {
  const { store, open, batch } = aBatch()
  const done = batch.start(items('a', 'b', 'c'), 2)
  await settled()
  expect([...open.keys()]).toEqual(['a', 'b'])
  expect(new Set([...open.values()].map(({ tab }) => tab)).size).toBe(2)
  expect([...(batch.getSnapshot()?.waiting ?? [])]).toEqual(['c'])
  open.get('b')?.end()
  await settled()
  expect([...open.keys()]).toEqual(['a', 'c'])
  open.get('a')?.end()
  open.get('c')?.end()
  await done
  expect(batch.getSnapshot()).toMatchObject({ isRunning: false, endedAt: 7 })
  expect(store.get('c')?.read.status).toBe('completed')
})

test('cancelling stops what is under way and begins nothing more', async () => {
  const { store, open, batch } = aBatch()
  const done = batch.start(items('a', 'b', 'c'), 1)
  await settled()
  batch.cancel()
  await done
  expect(open.size).toBe(0)
  expect(store.get('a')?.read.status).toBe('cancelled')
  expect(store.get('b')).toBeUndefined()
  expect([...(batch.getSnapshot()?.skipped ?? [])]).toEqual(['b', 'c'])
  expect(batch.getSnapshot()?.isRunning).toBe(false)
})

test('a stream that is run by itself leaves the others alone', async () => {
  const { store, open, batch } = aBatch()
  const done = batch.start(items('a', 'b'), 2)
  await settled()
  const alone = store.start('a', requestOf('a'))
  await settled()
  expect([...open.keys()].sort()).toEqual(['a', 'b'])
  expect(open.get('a')?.tab).toBe(store.tab)
  open.get('a')?.end()
  open.get('b')?.end()
  await Promise.all([done, alone])
  expect(batch.getSnapshot()?.isRunning).toBe(false)
})

test('a second batch takes the place of the first', async () => {
  const { open, batch } = aBatch()
  const first = batch.start(items('a', 'b'), 1)
  await settled()
  const second = batch.start(items('c'), 1)
  await settled()
  expect([...open.keys()]).toEqual(['c'])
  open.get('c')?.end()
  await Promise.all([first, second])
  expect(batch.getSnapshot()).toMatchObject({ streams: ['c'], isRunning: false })
})
