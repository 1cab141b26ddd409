import { beforeEach, describe, expect, it } from 'vitest'
import { practiceApi } from './practice-api'
import { practiceRoutes } from './routes'

const origin = 'http://127.0.0.1:4000'
const headers = { authorization: 'Bearer practice-token' }

/** Every header and parameter that some endpoint wants, so any endpoint can be called alike. */
const everySignIn = { ...headers, 'x-api-key': 'practice-key' }

let time = Date.UTC(2026, 10, 24)
let api = practiceApi({ now: () => time })

beforeEach(() => {
  time = Date.UTC(2026, 10, 24)
  const wait = async (ms: number) => {
    time += ms
  }
  api = practiceApi({ now: () => time, wait })
})

async function get(path: string, init: RequestInit = { headers }) {
  const response = await api(new Request(new URL(path, origin), init))
  const text = await response.text()
  const type = response.headers.get('content-type') ?? ''
  return {
    status: response.status,
    headers: response.headers,
    text,
    // biome-ignore lint/suspicious/noExplicitAny: -- the tests read bodies of many shapes
    body: (type.includes('json') && !type.includes('nd') ? tryJson(text) : undefined) as any,
  }
}

function tryJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const idsOf = (rows: readonly { id: string }[]) => rows.map((row) => row.id)

/** Reads pages with `next` until it gives undefined; at most 40. */
async function readAll(
  first: string,
  rowsOf: (body: never) => readonly { id: string }[],
  next: (page: Awaited<ReturnType<typeof get>>, count: number) => string | undefined,
) {
  const ids: string[] = []
  let path: string | undefined = first
  for (let count = 1; path !== undefined && count <= 40; count++) {
    const page = await get(path)
    expect(page.status).toBe(200)
    ids.push(...idsOf(rowsOf(page.body as never)))
    path = next(page, count)
  }
  return ids
}

describe('the data', () => {
  it('has 250 orders with distinct ids and the same bytes from every instance', async () => {
    const ids = await readAll(
      '/v1/orders?limit=100',
      (body: { data: [] }) => body.data,
      ({ body }) =>
        body.next_cursor ? `/v1/orders?limit=100&cursor=${body.next_cursor}` : undefined,
    )
    expect(ids).toHaveLength(250)
    expect(new Set(ids).size).toBe(250)
    const other = await practiceApi()(new Request(`${origin}/v1/orders`, { headers }))
    expect(await other.text()).toBe((await get('/v1/orders')).text)
  })

  it('writes twenty digits of a whole number and the point of 10.0', async () => {
    const { text } = await get('/v1/orders/ord_10719')
    expect(text).toMatch(/"reference":\d{20},/)
    expect(text).toContain('"shipping_price":10.0,')
    expect(text).toMatch(/"total":\{"amount":\d+\.\d\d,/)
  })

  it('gives the items of an order, and 404 for an order that is none', async () => {
    const { body } = await get('/v1/orders/ord_10707/items')
    expect(body.data).toHaveLength(50)
    expect(body.total_count).toBe(61)
    expect(body.next_cursor).toBe('b2Zmc2V0PTUw')
    expect(body.data[0].order_id).toBe('ord_10707')
    expect((await get('/v1/orders/ord_1/items')).status).toBe(404)
    expect((await get('/v1/orders/nothing')).status).toBe(404)
  })

  it('keeps records within a window, its start included and its end not', async () => {
    const all = (await get('/v1/events?limit=100')).body.events
    const since = all[10].updated_at
    const until = all[20].updated_at
    const { body } = await get(`/v1/events?updated_since=${since}&updated_until=${until}`)
    expect(idsOf(body.events)).toEqual(idsOf(all.slice(10, 20)))
  })

  it('filters by status', async () => {
    const { body } = await get('/v1/orders?status=test&limit=100')
    expect(body.data.length).toBe(body.total_count)
    expect(body.data.length).toBeGreaterThan(0)
    expect(body.data.every((row: { status: string }) => row.status === 'test')).toBe(true)
  })
})

describe('pages', () => {
  const all250 = (ids: readonly string[]) => {
    expect(ids).toHaveLength(250)
    expect(new Set(ids).size).toBe(250)
  }

  it('by number', async () => {
    all250(
      await readAll(
        '/v1/pages/page-number/orders',
        (body: { data: [] }) => body.data,
        ({ body }, count) =>
          count < body.total_pages ? `/v1/pages/page-number/orders?page=${count + 1}` : undefined,
      ),
    )
  })

  it('by offset', async () => {
    all250(
      await readAll(
        '/v1/pages/offset/orders',
        (body: { results: [] }) => body.results,
        ({ body }, count) =>
          body.results.length === 50 ? `/v1/pages/offset/orders?offset=${count * 50}` : undefined,
      ),
    )
  })

  it('by next URL', async () => {
    all250(
      await readAll(
        '/v1/pages/next-url/orders?status=any',
        (body: { data: [] }) => body.data,
        ({ body }) => body.links.next,
      ),
    )
  })

  it('by Link header', async () => {
    all250(
      await readAll(
        '/v1/pages/link-header/orders',
        (body: []) => body,
        (page) => /<([^>]+)>; rel="next"/.exec(page.headers.get('link') ?? '')?.[1],
      ),
    )
  })

  it('by cursor in a header', async () => {
    all250(
      await readAll(
        '/v1/pages/cursor-header/orders',
        (body: []) => body,
        (page) => {
          const cursor = page.headers.get('x-next-cursor')
          return cursor ? `/v1/pages/cursor-header/orders?cursor=${cursor}` : undefined
        },
      ),
    )
  })

  it('by the id of the last record', async () => {
    all250(
      await readAll(
        '/v1/pages/last-id/orders',
        (body: { data: [] }) => body.data,
        ({ body }) =>
          body.has_more ? `/v1/pages/last-id/orders?after=${body.data.at(-1).id}` : undefined,
      ),
    )
  })

  it('with a total in body and header', async () => {
    const page = await get('/v1/pages/total/orders?page=2')
    expect(page.body.result.orders).toHaveLength(50)
    expect(page.body.total).toBe(250)
    expect(page.headers.get('x-total-count')).toBe('250')
  })

  it('are never larger than 100 and empty behind the end', async () => {
    expect((await get('/v1/orders?limit=1000')).body.data).toHaveLength(100)
    expect((await get('/v1/pages/page-number/orders?page=99')).body.data).toEqual([])
  })

  it.each(['page=0', 'page=x', 'per_page=-1', 'page=1e3'])('refuse %s with 400', async (query) => {
    const { status, body } = await get(`/v1/pages/page-number/orders?${query}`)
    expect(status).toBe(400)
    expect(body.error.code).toBe('bad_parameter')
  })

  it('refuse a cursor that the API did not give out', async () => {
    expect((await get('/v1/orders?cursor=nonsense')).status).toBe(400)
    expect((await get('/v1/pages/last-id/orders?after=ord_1')).status).toBe(400)
  })
})

describe('sign-in', () => {
  const path = (kind: string) => `/v1/sign-in/${kind}/products`

  it.each([
    ['bearer', 'Bearer practice-token'],
    ['basic', `Basic ${btoa('practice:practice-password')}`],
  ])('%s opens with the right value only', async (kind, authorization) => {
    expect((await get(path(kind), { headers: { authorization } })).status).toBe(200)
    for (const wrong of ['', 'Bearer practice-tokens', 'Basic !!!', `Basic ${btoa('practice:')}`]) {
      const refused = await get(path(kind), { headers: { authorization: wrong } })
      expect(refused.status).toBe(401)
      expect(refused.headers.get('www-authenticate')).toMatch(/^(Bearer|Basic)/)
    }
  })

  it('takes an API key in a header or in the query, each where it belongs', async () => {
    const inHeader = { headers: { 'x-api-key': 'practice-key' } }
    expect((await get(path('api-key-header'), inHeader)).status).toBe(200)
    expect((await get(path('api-key-query'), inHeader)).status).toBe(401)
    expect((await get(`${path('api-key-query')}?api_key=practice-key`, {})).status).toBe(200)
    expect((await get(`${path('api-key-header')}?api_key=practice-key`, {})).status).toBe(401)
    expect((await get(path('none'), {})).status).toBe(200)
  })

  it('grants an access token that ends after an hour', async () => {
    const granted = await get('/oauth/token', {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: 'practice-client',
        client_secret: 'practice-secret',
      }),
    })
    expect(granted.body).toMatchObject({ token_type: 'Bearer', expires_in: 3600 })
    const signedIn = { headers: { authorization: `Bearer ${granted.body.access_token}` } }
    expect((await get(path('oauth'), signedIn)).status).toBe(200)
    expect((await get('/v1/orders', signedIn)).status).toBe(200)
    time += 3600 * 1000
    expect((await get(path('oauth'), signedIn)).status).toBe(401)
  })

  it('refuses a wrong client, a wrong grant and a body that is no form', async () => {
    const post = (body: string) => get('/oauth/token', { method: 'POST', body })
    expect((await post('grant_type=client_credentials&client_id=x')).status).toBe(401)
    const good = '"client_id":"practice-client","client_secret":"practice-secret"'
    const wrong = await post(`{"grant_type":"password",${good}}`)
    expect(wrong.body.error).toBe('unsupported_grant_type')
    expect((await post('{"grant_type":')).status).toBe(400)
    expect((await post(`{"grant_type":"client_credentials",${good}}`)).status).toBe(200)
  })
})

describe('trouble', () => {
  it('refuses every fourth request and those that do not wait', async () => {
    const statuses = []
    for (let i = 0; i < 5; i++) statuses.push((await get('/v1/limited/orders')).status)
    expect(statuses).toEqual([200, 200, 200, 429, 429])
    expect((await get('/v1/limited/orders')).headers.get('retry-after')).toBe('1')
    time += 1000
    expect((await get('/v1/limited/orders')).status).toBe(200)
  })

  it('fails an address twice, answers once, and starts again', async () => {
    const statuses = []
    for (let i = 0; i < 6; i++) statuses.push((await get('/v1/flaky/orders')).status)
    expect(statuses).toEqual([500, 500, 200, 500, 500, 200])
    expect((await get('/v1/flaky/orders?fail=1&status=503')).status).toBe(503)
  })

  it('forbids, misses and cuts', async () => {
    expect((await get('/v1/forbidden/orders')).status).toBe(403)
    expect((await get('/v1/missing/orders')).status).toBe(404)
    const cut = await get('/v1/broken-json/orders')
    expect(cut.status).toBe(200)
    expect(cut.body).toBeUndefined()
  })

  it('waits as long as it was asked to', async () => {
    const before = time
    await get('/v1/slow/orders')
    expect(time - before).toBe(1500)
    await get('/v1/slow/orders?delay_ms=20')
    await get('/v1/products?delay_ms=30')
    expect(time - before).toBe(1550)
  })

  it('ignores the page', async () => {
    const first = await get('/v1/pages/ignores-page/orders?page=1')
    const second = await get('/v1/pages/ignores-page/orders?page=2')
    expect(second.text).toBe(first.text)
  })

  it('stops after two full pages though the total says 250', async () => {
    const first = await get('/v1/pages/stops-early/orders')
    const second = await get(`/v1/pages/stops-early/orders?cursor=${first.body.next_cursor}`)
    expect(second.body.data).toHaveLength(50)
    expect(second.body).toMatchObject({ total_count: 250, next_cursor: null })
  })
})

describe('formats', () => {
  it('are JSON lines, CSV and XML with the same 86 products', async () => {
    const lines = (await get('/v1/formats/jsonl/products')).text.trim().split('\n')
    expect(lines.map((line) => JSON.parse(line))).toHaveLength(86)
    const csv = (await get('/v1/formats/csv/products')).text.trim().split('\r\n')
    expect(csv).toHaveLength(87)
    expect(csv[0]).toMatch(/^sku,name,/)
    const xml = (await get('/v1/formats/xml/products')).text
    expect(xml.match(/<record>/g)).toHaveLength(86)
  })
})

describe('documentation', () => {
  it('describes every endpoint in OpenAPI, with the parameters that it takes', async () => {
    const { body } = await get('/openapi.json')
    expect(body.openapi).toBe('3.1.0')
    for (const route of practiceRoutes) {
      const { get: operation } = body.paths[route.path]
      expect(operation.operationId).toBe(route.name)
      expect(operation.responses[200]).toBeDefined()
    }
    const refs = [...JSON.stringify(body).matchAll(/"#\/components\/schemas\/(\w+)"/g)]
    for (const [, name] of refs) expect(body.components.schemas[name ?? '']).toBeDefined()
    expect(body.components.schemas.Order.properties.reference).toEqual({ type: 'integer' })
    expect(body.components.schemas.Order.properties.note).toEqual({ type: ['null', 'string'] })
  })

  it('names each endpoint once', () => {
    const names = practiceRoutes.map((route) => route.name)
    expect(new Set(names).size).toBe(names.length)
    const paths = practiceRoutes.map((route) => route.path)
    expect(new Set(paths).size).toBe(paths.length)
  })

  it('is a page without anything from elsewhere', async () => {
    const { text, headers } = await get('/')
    expect(headers.get('content-type')).toContain('text/html')
    expect(text).not.toMatch(/<script|<link|src=|url\(|@import/)
    for (const route of practiceRoutes) expect(text).toContain(route.path)
  })

  it('answers every endpoint as documented', async () => {
    for (const route of practiceRoutes) {
      const path = route.path.replace('{order_id}', 'ord_10707')
      const authorization =
        route.signIn === 'basic' ? `Basic ${btoa('practice:practice-password')}` : undefined
      if (route.signIn === 'oauth' || route.trouble !== undefined) continue
      const { status } = await get(`${path}?api_key=practice-key`, {
        headers: { ...everySignIn, ...(authorization ? { authorization } : {}) },
      })
      expect([route.name, status]).toEqual([route.name, 200])
    }
  })
})

describe('an export', () => {
  it('is created, polled twice, and downloaded with every order', async () => {
    const created = await get('/v1/exports', { method: 'POST', headers })
    expect(created.status).toBe(202)
    const path = `/v1/exports/${created.body.id}`
    expect((await get(`${path}/download`)).status).toBe(409)
    expect((await get(path)).body.status).toBe('running')
    expect((await get(path)).body.status).toBe('running')
    const done = await get(path)
    expect(done.body).toMatchObject({
      status: 'completed',
      download_url: `${origin}${path}/download`,
    })
    const lines = (await get(done.body.download_url)).text.split('\r\n')
    expect(lines.filter((line) => line.startsWith('ord_'))).toHaveLength(250)
  })

  it('needs a token and an id that exists', async () => {
    expect((await get('/v1/exports', { method: 'POST' })).status).toBe(401)
    expect((await get('/v1/exports/exp_9')).status).toBe(404)
    expect((await get('/v1/exports')).status).toBe(404)
  })
})

describe('the rest', () => {
  it('answers 404 and 405 with a sentence', async () => {
    expect((await get('/v2/orders')).body.error.message).toBe('There is nothing at /v2/orders')
    const refused = await get('/v1/orders', { method: 'DELETE', headers })
    expect(refused.status).toBe(405)
    expect(refused.headers.get('allow')).toBe('GET')
    expect((await get('/v1/orders/%E0%A4%A/items')).status).toBe(404)
  })

  it('logs requests and forgets them on reset', async () => {
    await get('/v1/orders?limit=1')
    await get('/v1/orders', {})
    const { body } = await get('/_log')
    expect(body).toMatchObject({ count: 2, aborted: 0, open: 0 })
    expect(body.requests[0]).toMatchObject({ path: '/v1/orders', query: 'limit=1', status: 200 })
    expect(body.requests[1].status).toBe(401)
    expect((await get('/_reset', { method: 'POST' })).status).toBe(204)
    expect((await get('/_log')).body.requests).toEqual([])
  })
})
