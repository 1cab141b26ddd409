import { expect, test } from 'vitest'
import { createCollector } from '@/lib/testread/collect'
import type { ObservedEvent, TestRead } from '@/lib/testread/test-read'
import { failureOf, targetOf } from './failure'
import { defaultOptions } from './run-options'
import type { StreamRun } from './run-store'

const call: ObservedEvent = {
  kind: 'call',
  call: 1,
  request: 1,
  attempt: 1,
  purpose: 'data',
  place: { stream: 'orders', slice: 0, page: 0 },
  sent: { method: 'GET', url: 'http://127.0.0.1:4010/v1/orders', headers: [] },
  path: ['streams', 0],
  atMs: 0,
}

const answer = (part: object): ObservedEvent => ({
  kind: 'answer',
  call: 1,
  action: 'fail',
  reason: '',
  path: [],
  atMs: 5,
  ...part,
})

const error = (part: object): ObservedEvent => ({
  kind: 'error',
  code: 'http_status',
  blame: 'config',
  message: 'Sign-in was refused',
  failureType: 'config_error',
  path: ['streams', 0, 'retriever'],
  atMs: 6,
  ...part,
})

function runOf(...events: ObservedEvent[]): StreamRun {
  const collector = createCollector('orders')
  for (const event of events) collector.push(event)
  const read: TestRead = collector.snapshot()
  const info = { name: 'orders', primaryKey: [], hasPagination: false, hasPartitions: false }
  return {
    read,
    request: {
      text: '',
      info,
      environmentId: undefined,
      options: defaultOptions,
      state: undefined,
    },
  }
}

test('a run that went well has no failure', () => {
  expect(failureOf(runOf({ kind: 'end', outcome: 'completed', atMs: 9 }))).toBeUndefined()
})

test('a refused call is quoted with the place that asked for it', () => {
  const response = {
    status: 401,
    headers: [],
    url: '',
    redirects: [],
    bodyText: '{"error":"invalid_client"}',
    bodyBytes: 26,
    isTruncated: false,
  }
  const failure = failureOf(runOf(call, answer({ response }), error({})))
  expect(failure).toMatchObject({
    title: 'Sign-in was refused',
    blame: 'config',
    place: 'streams[0].retriever',
    call: 1,
    detail: '401: “invalid_client”',
    answer: '{"error":"invalid_client"}',
  })
  expect(failure?.report).toContain('code: http_status')
})

test('an address that needs permission is read from the message, else from the call', () => {
  const code = 'target_needs_permission'
  const refused = answer({ failure: { code, message: 'not allowed' } })
  const named = runOf(
    call,
    refused,
    error({ code, message: 'The address `10.0.0.4:8080` is inside' }),
  )
  const silent = runOf(
    call,
    refused,
    error({ code, message: 'The address is inside this network' }),
  )
  const targets = [named, silent].map((run) => {
    const failure = failureOf(run)
    return failure && targetOf(run, failure)
  })
  expect(targets).toEqual([
    { host: '10.0.0.4', port: 8080 },
    { host: '127.0.0.1', port: 4010 },
  ])
})

test('an IPv6 address loses its brackets', () => {
  const run = runOf(error({ code: 'target_needs_permission', message: 'Call [::1]:4010 first' }))
  const failure = failureOf(run)
  expect(failure && targetOf(run, failure)).toEqual({ host: '::1', port: 4010 })
})

test('a problem of the server speaks for itself', () => {
  const problem = { type: 'about:blank', status: 0, code: 'offline', title: 'No answer' }
  expect(failureOf({ ...runOf(), problem })).toMatchObject({ title: 'No answer', blame: 'engine' })
})
