import { expect, test } from 'vitest'
import { CallFailed } from '@/lib/client/call'
import type { ObservedEvent } from '@/lib/testread/test-read'
import { GeneratedStore } from './generated-store'

const made: ObservedEvent = {
  kind: 'generated',
  definition: 'tables',
  path: ['dynamic_streams', 0],
  streams: [{ name: 'a' }, { name: 'b' }],
  atMs: 1,
}

test('streams are known by the place of their template', async () => {
  const store = new GeneratedStore('p', async function* () {
    yield made
  })
  const asking = store.ask({ text: '' })
  expect(store.getSnapshot().isAsking).toBe(true)
  await asking
  expect(store.getSnapshot().isAsking).toBe(false)
  expect(store.getSnapshot().streams.get('dynamic_streams/0')).toEqual(['a', 'b'])
})

test('what went wrong is said, and what was found is kept', async () => {
  const error = {
    kind: 'error',
    code: 'x',
    blame: 'api',
    message: 'Tables are forbidden',
    failureType: 'system_error',
    path: [],
    atMs: 2,
  } as const
  const store = new GeneratedStore('p', async function* () {
    yield made
    yield error
  })
  await store.ask({ text: '' })
  expect(store.getSnapshot()).toMatchObject({ fault: 'Tables are forbidden' })
  expect(store.getSnapshot().streams.size).toBe(1)
})

test('a question that is refused says why', async () => {
  const problem = { type: 'about:blank', status: 422, code: 'x', title: 'No such component' }
  const store = new GeneratedStore('p', async function* () {
    if (problem.status > 0) throw new CallFailed(problem)
    yield made
  })
  await store.ask({ text: '' })
  expect(store.getSnapshot().fault).toBe('No such component')
})
