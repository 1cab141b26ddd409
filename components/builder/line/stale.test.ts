import { expect, test } from 'vitest'
import { firstChange, staleStations } from './stale'

const stream = {
  retriever: {
    requester: { path: '/a', authenticator: { type: 'NoAuth' } },
    paginator: { type: 'NoPagination' },
  },
  primary_key: 'id',
}

test('nothing is stale while nothing changed', () => {
  expect(firstChange(stream, structuredClone(stream))).toBeUndefined()
})

test('a change of the sign-in is no change of the request', () => {
  const changed = structuredClone(stream)
  changed.retriever.requester.authenticator.type = 'BearerAuthenticator'
  expect(firstChange(stream, changed)).toBe('authentication')
})

test('everything from the change down is stale', () => {
  const stale = staleStations(firstChange(stream, { ...stream, primary_key: 'key' }))
  expect([...stale]).toEqual(['schema'])
  expect(staleStations('pages').has('records')).toBe(true)
  expect(staleStations('pages').has('request')).toBe(false)
})

test('whole floats and large numbers are compared', () => {
  expect(firstChange({ incremental_sync: { a: 10n } }, { incremental_sync: { a: 11n } })).toBe(
    'incremental',
  )
})
