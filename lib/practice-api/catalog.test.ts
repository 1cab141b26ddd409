import { expect, it } from 'vitest'
import { practiceConfig, practiceStreams } from './catalog'
import { practiceApi } from './practice-api'

const api = practiceApi()

const authorizationOf = {
  bearer: `Bearer ${practiceConfig.token}`,
  basic: `Basic ${btoa(`${practiceConfig.username}:${practiceConfig.password}`)}`,
} as const

it('tells where records, key and next page of every healthy JSON stream stand', async () => {
  const json = practiceStreams.filter(
    ({ group, format, signIn }) =>
      group !== 'Trouble' && format === 'json' && (signIn === 'bearer' || signIn === 'basic'),
  )
  expect(json.length).toBeGreaterThan(12)
  for (const stream of json) {
    const path = stream.path.replace('{order_id}', 'ord_10707')
    const authorization = authorizationOf[stream.signIn === 'basic' ? 'basic' : 'bearer']
    const response = await api(
      new Request(`http://127.0.0.1${path}`, { headers: { authorization } }),
    )
    const body: unknown = await response.json()
    const records = at(body, stream.recordsPath) as Record<string, unknown>[]
    expect(records[0]).toHaveProperty(stream.primaryKey)
    if (stream.cursorField) expect(records[0]).toHaveProperty(stream.cursorField)
    if (stream.paging.next?.in === 'body') expect(at(body, stream.paging.next.path)).toBeTruthy()
    if (stream.paging.next?.in === 'header') {
      expect(response.headers.get(stream.paging.next.name)).toBeTruthy()
    }
  }
})

it('names parents that are streams and suggests the shop', () => {
  const names = new Set(practiceStreams.map((stream) => stream.name))
  const items = practiceStreams.find((stream) => stream.name === 'order_items')
  expect(names.has(items?.parent?.stream ?? '')).toBe(true)
  const suggested = practiceStreams.filter((stream) => stream.isSuggested)
  expect(suggested.map((stream) => stream.name)).toEqual([
    'orders',
    'order_items',
    'customers',
    'products',
    'warehouses',
    'refunds',
    'events',
  ])
})

it('states the parameters of a page', () => {
  const orders = practiceStreams.find((stream) => stream.name === 'orders')
  expect(orders?.paging).toEqual({
    kind: 'cursor',
    tokenParameter: 'cursor',
    sizeParameter: 'limit',
    pageSize: 50,
    next: { in: 'body', path: ['next_cursor'] },
  })
  expect(orders?.window).toEqual({ since: 'updated_since', until: 'updated_until' })
})

function at(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (inner, key) => (inner as Record<string, unknown> | undefined)?.[key],
    value,
  )
}
