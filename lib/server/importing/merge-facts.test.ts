import { expect, it } from 'vitest'
import { importText } from '../../importers/registry'
import { mergeFacts } from './merge-facts'

const facts = (url: string) => importText(`curl '${url}' -H 'Accept: application/json'`, url).facts

it('counts a call that two documents describe once, and keeps names apart', () => {
  const one = facts('https://shop.example/v1/orders')
  const merged = mergeFacts([one, one, facts('https://shop.example/v2/orders')])
  const names = merged?.streams.map(({ name }) => name) ?? []
  expect(names).toHaveLength(2)
  expect(new Set(names).size).toBe(2)
})

it('has nothing to say of no documents', () => {
  expect(mergeFacts([])).toBeUndefined()
})
