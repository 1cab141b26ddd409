import { expect, it } from 'vitest'
import type { Json, JsonObject } from '../engine/values/value'
import type { TestRead } from '../testread/test-read'
import { explainFailure } from './explain-failure'

interface Failed {
  readonly status: number
  readonly url?: string
  readonly headers?: readonly (readonly [string, string])[]
  readonly body?: string
}

function aRead({ status, url = 'https://shop.example/orders', headers = [], body = '' }: Failed) {
  const response = {
    status,
    headers,
    url,
    redirects: [],
    bodyText: body,
    bodyBytes: body.length,
    isTruncated: false,
  }
  const read: TestRead = {
    stream: 'orders',
    status: 'failed',
    limits: [],
    slices: [],
    records: [],
    calls: [
      {
        call: 3,
        request: 1,
        attempt: 1,
        purpose: 'data',
        place: { stream: 'orders' },
        sent: { method: 'GET', url, headers: [] },
        path: [],
        startMs: 0,
        waits: [],
        action: 'fail',
        response,
      },
    ],
    notes: [],
    errors: [],
    bytes: 0,
    elapsedMs: 0,
  }
  return read
}

const streamOf = (requester: JsonObject): JsonObject => ({
  retriever: { type: 'SimpleRetriever', requester: { type: 'HttpRequester', ...requester } },
})

const explain = (failed: Failed, requester: JsonObject, missingInputs: string[] = []) =>
  explainFailure(aRead(failed), { at: '/streams/0', stream: streamOf(requester), missingInputs })

const key = (type: string, more: { [key: string]: Json } = {}) => ({
  authenticator: { type, api_token: "{{ config['api_key'] }}", ...more },
})

it('says that a stream has no authentication', () => {
  expect(explain({ status: 401 }, {})).toMatchObject({ call: 3, look: 'authentication' })
})

it('names the input without a value', () => {
  expect(explain({ status: 401 }, key('BearerAuthenticator'), ['api_key', 'other'])).toMatchObject({
    cause: '`api_key` has no value in the environment that was used.',
    look: 'inputs',
  })
})

it('sends the key as a bearer token where the answer asks for one', () => {
  const headers = [['WWW-Authenticate', 'Bearer realm="shop"']] as const
  expect(explain({ status: 401, headers }, key('ApiKeyAuthenticator'))?.suggestion).toMatchObject({
    path: '/streams/0/retriever/requester/authenticator',
    value: { type: 'BearerAuthenticator', api_token: "{{ config['api_key'] }}" },
  })
})

it('sends the key in the header that the answer names', () => {
  const body = '{"error":"Missing X-API-Key header"}'
  expect(explain({ status: 401, body }, key('BearerAuthenticator'))?.suggestion).toMatchObject({
    value: { type: 'ApiKeyAuthenticator', inject_into: { field_name: 'X-API-Key' } },
  })
})

it('does not blame the place of a key that is merely wrong', () => {
  const found = explain({ status: 401, body: 'Invalid token' }, key('BearerAuthenticator'))
  expect(found).toMatchObject({ look: 'inputs' })
  expect(found?.suggestion).toBeUndefined()
})

it('leaves out what stands in the base URL and again in the path', () => {
  const requester = { url_base: 'https://shop.example/v1', path: '/v1/orders' }
  const url = 'https://shop.example/v1/v1/orders'
  expect(explain({ status: 404, url }, requester)).toMatchObject({
    cause: '`/v1` stands in the base URL and again in the path.',
    suggestion: { path: '/streams/0/retriever/requester/path', value: '/orders' },
  })
})

it('says that a part of the path is empty', () => {
  const url = 'https://shop.example/orders//items'
  expect(explain({ status: 404, url }, { path: '/orders//items' })?.cause).toMatch(/is empty/)
})

it.each([
  ['Retry-After', '2', 'WaitTimeFromHeader'],
  ['X-RateLimit-Reset', '1900000000', 'WaitUntilTimeFromHeader'],
])('waits as %s: %s says', (header, value, type) => {
  const headers = [[header, value]] as const
  expect(explain({ status: 429, headers }, {})?.suggestion).toMatchObject({
    confidence: 'certain',
    value: { type: 'DefaultErrorHandler', backoff_strategies: [{ type, header }] },
  })
})

it('says nothing of waiting where waiting times are set', () => {
  const error_handler = {
    type: 'DefaultErrorHandler',
    backoff_strategies: [{ type: 'ConstantBackoffStrategy', backoff_time_in_seconds: 1 }],
  }
  expect(explain({ status: 429 }, { error_handler })).toBeUndefined()
})

it('says nothing of answers that no rule knows', () => {
  expect(explain({ status: 500 }, {})).toBeUndefined()
})
