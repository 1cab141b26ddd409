import { describe, expect, it } from 'vitest'
import { StreamSlice } from '../slice'
import type { Patch } from '../stream-scope'
import { fakeApi } from '../testing/fake-api'
import { aCallScope, fakeContext, fakeEngine } from '../testing/fake-context'
import type { HttpRequest } from '../transport'
import type { JsonObject } from '../values/value'
import { type Ask, requesterKind } from './requester'

/** The request that a requester writes. */
async function written(
  config: object,
  { values = {}, slice = new StreamSlice(), ...ask }: Partial<Ask> & { values?: JsonObject } = {},
): Promise<HttpRequest> {
  const sent: HttpRequest[] = []
  const engine = fakeEngine({
    transport: async (request) => {
      sent.push(request)
      return {
        status: 200,
        headers: [],
        url: request.url,
        redirects: [],
        body: (async function* () {})(),
      }
    },
  })
  const requester = fakeContext({ engine, config: values }).build(
    requesterKind,
    {
      type: 'HttpRequester',
      url: 'https://api.x.com/i',
      $parameters: { param_key: 'parameter' },
      ...config,
    },
    'requester',
  )
  await requester.send({ slice, ...ask }, aCallScope)
  const [request] = sent
  if (!request) throw new Error('Nothing was sent')
  return request
}

const query = async (request_parameters: unknown, values: JsonObject = {}, patch?: Patch) =>
  (await written({ request_parameters }, { values, patch })).url.split('?')[1]

describe('URL parameters', () => {
  it.each([
    [{ k: "{{ config['k'] }}" }, { k: [1, 2] }, 'k=1&k=2'],
    [{ k: "{{ config['k'] }}" }, { k: ['a', 'b'] }, 'k=a&k=b'],
    [{ k: "{{ config['k'] }}" }, { k: ['a,b'] }, 'k=a%2Cb'],
    [{ k: "{{ config['k'] }}" }, { k: { u: 'x' } }, 'k=%7B%27u%27%3A+%27x%27%7D'],
    [
      { k: '{"u": "2023-08-20T00:00:00Z"}' },
      {},
      'k=%7B%22u%22%3A+%222023-08-20T00%3A00%3A00Z%22%7D',
    ],
    [{ '["a", "b"]': '1' }, {}, '%5B%22a%22%2C+%22b%22%5D=1'],
    [
      { a: '{{ False }}', b: '{{ 0 }}', c: '{{ 0.0 }}', d: "{{ '' }}", e: '{{ None }}' },
      {},
      'a=False&b=0&c=0.0&e=None',
    ],
    [
      {
        b: '{{ config.x }}',
        c: '{{ config.missing }}',
        d: '{{ config.n }}',
        e: '[1,2]',
        h: 'True',
        i: "'q'",
        j: '',
        k: '1,2',
      },
      { x: 5, n: null },
      'b=5&d=None&e=1&e=2&h=True&i=q&k=1%2C2',
    ],
    ["{{ {'a': 1, 'b': none} }}", {}, 'a=1'],
    ['a=1&b=2', {}, undefined],
  ] as [unknown, JsonObject, string | undefined][])(
    '%j with %j are %s',
    async (params, values, expected) => {
      expect(await query(params, values)).toBe(expected)
    },
  )

  it('stand before those of the slice and the page', async () => {
    expect(await query({ z: '1' }, {}, { params: { page: 2 } })).toBe('z=1&page=2')
  })

  it('may not be set twice', async () => {
    await expect(query({ a: '1' }, {}, { params: { a: '1' } })).rejects.toMatchObject({
      code: 'request_collision',
    })
  })
})

describe('headers', () => {
  it('are text, whatever their templates make', async () => {
    const { headers } = await written({
      request_headers: {
        b: '1.0',
        c: '1e3',
        d: 'True',
        e: 'None',
        g: '[1, 2]',
        h: '007',
        i: "'q'",
        j: '',
        k: '1_000',
      },
    })
    expect(Object.fromEntries(headers)).toMatchObject({
      b: '1.0',
      c: '1000.0',
      d: 'True',
      g: '[1, 2]',
      h: '007',
      i: 'q',
      k: '1000',
    })
    expect(headers.map(([name]) => name)).not.toContain('j')
  })

  it('may not begin with a space or hold a line break', async () => {
    const send = (value: string) =>
      written({ request_headers: { 'X-Key': '{{ config.k }}' } }, { values: { k: value } })
    await expect(send(' x')).rejects.toMatchObject({ code: 'header_invalid' })
    await expect(send('x\r\nHost: y')).rejects.toMatchObject({ code: 'header_invalid' })
  })
})

describe('bodies', () => {
  const bodyOf = async (config: object, values: JsonObject = {}) => {
    const { body, headers } = await written({ http_method: 'POST', ...config }, { values })
    const type = headers.find(([name]) => name === 'Content-Type')?.[1]
    return [body, type]
  }
  const json = 'application/json'
  const form = 'application/x-www-form-urlencoded'

  it.each([
    [
      {
        request_body_json: {
          a: '{{ False }}',
          b: '{{ 0 }}',
          c: '{{ 0.0 }}',
          d: "{{ '' }}",
          e: '{{ None }}',
        },
      },
      ['{"a": false, "b": 0, "c": 0.0}', json],
    ],
    [{ request_body_json: { "{{ config['option'] }}": ['', 1] } }, ['{"name": [null, 1]}', json]],
    [
      { request_body_json: { a: "'123'", b: '123', c: 'é' } },
      ['{"a": "123", "b": 123, "c": "\\u00e9"}', json],
    ],
    [{ request_body_json: {} }, [undefined, undefined]],
    [{ request_body_data: { a: '1', b: "{{ ['x', 'y'] }}" } }, ['a=1&b=x&b=y', form]],
    [{ request_body_data: 'hello {{ config.x }}' }, ['hello 5', undefined]],
    [{ request_body_data: '{"a": 1}' }, ['a=1', form]],
    [{ request_body_data: '[1, 2]' }, [undefined, undefined]],
    [
      { request_body: { type: 'RequestBodyPlainText', value: '{{ config.x }}' } },
      [undefined, undefined],
    ],
    [{ request_body: { type: 'RequestBodyUrlEncodedForm', value: { a: 'b c' } } }, ['a=b+c', form]],
    [
      {
        request_body: {
          type: 'RequestBodyGraphQL',
          value: {
            query: 'query { a(x: "{{ config.x }}") { b } }',
            variables: { v: '{{ config.x }}', n: null },
          },
        },
      },
      ['{"query": "query { a(x: \\"5\\") { b } }", "variables": {"v": 5}}', json],
    ],
  ] as [object, unknown[]][])('%j is sent as %j', async (config, expected) => {
    expect(await bodyOf(config, { x: 5, option: 'name' })).toEqual(expected)
  })

  it('are sent with GET too', async () => {
    const config = { request_body_json: { a: '1' } }
    expect((await written(config)).body).toBe('{"a": 1}')
  })

  it('are either JSON or a form', async () => {
    await expect(
      written({ request_body_json: { a: '1' }, request_body_data: { b: '1' } }),
    ).rejects.toThrow(/not both/)
  })
})

describe('URLs', () => {
  it('are a base with a path of templates', async () => {
    const { url } = await written(
      {
        url_base: 'https://api.x.com/v1',
        path: 'deals/{{ stream_slice.start }}/{{ next_page_token.next_page_token }}/{{ config.config_key }}/{{ parameters.param_key }}',
      },
      {
        slice: new StreamSlice({ start: 2012 }),
        token: 'pagetoken',
        values: { config_key: 'value' },
      },
    )
    expect(url).toBe('https://api.x.com/v1/deals/2012/pagetoken/value/parameter')
  })

  it('give way to the path of a paginator', async () => {
    const { url } = await written(
      { url_base: 'https://api.x.com/v1', path: 'a' },
      { path: '/v2/rel' },
    )
    expect(url).toBe('https://api.x.com/v2/rel')
  })
})

describe('use_cache', () => {
  it('asks for the same thing only once, whoever asks', async () => {
    const api = fakeApi([{ request: 'GET /i', json: { a: 1 } }])
    const context = fakeContext({ engine: fakeEngine({ transport: api.transport }) })
    const requester = (token: string) =>
      context.build(
        requesterKind,
        {
          type: 'HttpRequester',
          url: 'https://api.x.com/i',
          use_cache: true,
          authenticator: { type: 'BearerAuthenticator', api_token: token },
        },
        'requester',
      )
    const ask = { slice: new StreamSlice() }
    const first = await requester('a').send(ask, aCallScope)
    const second = await requester('b').send(ask, aCallScope)
    expect(await first.json()).toEqual(await second.json())
    expect(api.log).toHaveLength(1)
  })

  it('asks again for what failed', async () => {
    const api = fakeApi([
      { request: 'GET /i', status: 500 },
      { request: 'GET /i', json: { a: 1 } },
    ])
    const requester = fakeContext({ engine: fakeEngine({ transport: api.transport }) }).build(
      requesterKind,
      { type: 'HttpRequester', url: 'https://api.x.com/i', use_cache: true },
      'requester',
    )
    await requester.send({ slice: new StreamSlice() }, aCallScope)
    expect(api.log).toHaveLength(2)
  })
})

it('sends cookies back to the requester that got them', async () => {
  const api = fakeApi([
    { request: 'GET /i', json: {}, headers: { 'Set-Cookie': 'sid=1; Path=/; HttpOnly' } },
    { request: 'GET /i', json: {} },
  ])
  const requester = fakeContext({ engine: fakeEngine({ transport: api.transport }) }).build(
    requesterKind,
    { type: 'HttpRequester', url: 'https://api.x.com/i' },
    'requester',
  )
  await requester.send({ slice: new StreamSlice() }, aCallScope)
  await requester.send({ slice: new StreamSlice() }, aCallScope)
  expect(api.requests[1]?.headers).toContainEqual(['Cookie', 'sid=1'])
})
