import { expect, test } from 'vitest'
import { CallFailed } from '@/lib/client/call'
import type { ObservedEvent } from '@/lib/testread/test-read'
import { defaultOptions } from './run-options'
import { type EventSource, type RunRequest, RunStore } from './run-store'

const request: RunRequest = {
  text: 'streams: []',
  info: { name: 'orders', primaryKey: [], hasPagination: false, hasPartitions: false },
  environmentId: undefined,
  options: defaultOptions,
  state: undefined,
}

const page = (slice: number): ObservedEvent[] => [
  { kind: 'slice', stream: 'orders', slice, partition: {}, window: {}, atMs: 1 },
  { kind: 'records', stream: 'orders', slice, page: 0, records: [{ id: slice }], atMs: 2 },
]

/** A source whose events the test hands out one by one; it ends when told or aborted. */
function aSource() {
  const waiting: ((event: ObservedEvent | 'end' | Error) => void)[] = []
  const early: (ObservedEvent | 'end' | Error)[] = []
  const bodies: unknown[] = []
  const source: EventSource = async function* (body, signal) {
    bodies.push(body)
    while (true) {
      const next = await new Promise<ObservedEvent | 'end' | Error>((resolve, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason), { once: true })
        const ready = early.shift()
        if (ready) resolve(ready)
        else waiting.push(resolve)
      })
      if (next === 'end') return
      if (next instanceof Error) throw next
      yield next
    }
  }
  const give = (event: ObservedEvent | 'end' | Error) => {
    const resolve = waiting.shift()
    if (resolve) resolve(event)
    else early.push(event)
  }
  return { source, give, bodies }
}

function aStore(source: EventSource) {
  const frames: (() => void)[] = []
  const store = new RunStore({
    projectId: 'p',
    source,
    schedule: (task) => {
      frames.push(task)
    },
  })
  return { store, frames }
}

const settled = () => new Promise((resolve) => setImmediate(resolve))

test('events are handed out once a frame and judged at the end', async () => {
  const { source, give } = aSource()
  const { store, frames } = aStore(source)
  const run = store.start('orders', request)
  for (const event of page(0)) give(event)
  await settled()
  expect(store.get('orders')?.read.records).toHaveLength(0)
  expect(frames).toHaveLength(1)
  frames[0]?.()
  expect(store.get('orders')?.read.records).toHaveLength(1)
  give({ kind: 'end', outcome: 'completed', atMs: 3 })
  give('end')
  await run
  expect(store.get('orders')).toMatchObject({ read: { status: 'completed' } })
  expect(store.get('orders')?.proof).toBeDefined()
})

test('a cancelled run keeps what it read and is a sample', async () => {
  const { source, give } = aSource()
  const { store } = aStore(source)
  const run = store.start('orders', request)
  for (const event of page(0)) give(event)
  await settled()
  store.cancel()
  await run
  expect(store.get('orders')).toMatchObject({
    read: { status: 'cancelled', records: [{ data: { id: 0 } }] },
    proof: { isSample: true },
  })
  expect(store.get('orders')?.problem).toBeUndefined()
})

test('a new run of the same stream takes the place of the one before', async () => {
  const first = aSource()
  const second = aSource()
  let runs = 0
  const { store } = aStore((body, signal) => {
    runs += 1
    return (runs === 1 ? first : second).source(body, signal)
  })
  const before = store.start('orders', request)
  await settled()
  const after = store.start('orders', request)
  for (const event of page(7)) second.give(event)
  second.give({ kind: 'end', outcome: 'completed', atMs: 3 })
  second.give('end')
  await Promise.all([before, after])
  expect(store.get('orders')).toMatchObject({
    read: { status: 'completed', records: [{ data: { id: 7 } }] },
  })
})

test('a read that could not begin keeps the problem of the server', async () => {
  const { source, give } = aSource()
  const { store } = aStore(source)
  const run = store.start('orders', request)
  const problem = {
    type: 'about:blank',
    status: 422,
    code: 'manifest_invalid',
    title: 'No streams',
  }
  give(new CallFailed(problem))
  await run
  expect(store.get('orders')).toMatchObject({ problem, read: { status: 'failed' } })
})

test('the text on screen, the limits and the start state travel with the run', async () => {
  const { source, give, bodies } = aSource()
  const { store } = aStore(source)
  const run = store.start('orders', { ...request, environmentId: 'e', state: { at: 1 } })
  give('end')
  await run
  expect(bodies).toEqual([
    {
      projectId: 'p',
      text: 'streams: []',
      stream: 'orders',
      environmentId: 'e',
      state: { at: 1 },
      limits: defaultOptions.limits,
      proofCall: true,
      tab: store.tab,
    },
  ])
})

test('a read that breaks off without its last event has failed', async () => {
  const { source, give } = aSource()
  const { store } = aStore(source)
  const run = store.start('orders', request)
  for (const event of page(0)) give(event)
  give('end')
  await run
  expect(store.get('orders')?.read.status).toBe('failed')
})
