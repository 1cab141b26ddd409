import { expect, it } from 'vitest'
import { contradictionsOf, withContradictions } from './contradictions'
import type { Suggestion } from './suggestions'

const say = (path: string, value: unknown): Suggestion => ({
  path,
  value,
  title: '',
  confidence: 'likely',
  evidence: [],
})
const paginator = '/streams/0/retriever/paginator'
const strategy = { type: 'PageIncrement', page_size: 50 }

it('are differences about one place', () => {
  const seen = [say('/streams/0/primary_key', ['id']), say('/streams/1/primary_key', ['id'])]
  const declared = [say('/streams/0/primary_key', ['uuid']), say('/streams/1/primary_key', ['id'])]
  expect(contradictionsOf(seen, declared)).toMatchObject([
    { path: '/streams/0/primary_key', seen: { value: ['id'] }, declared: { value: ['uuid'] } },
  ])
})

it('are about the part that both speak of', () => {
  const declared = [say(`${paginator}/pagination_strategy`, strategy)]
  const same = { pagination_strategy: { page_size: 50, type: 'PageIncrement' }, more: 1 }
  expect(contradictionsOf([say(paginator, same)], declared)).toEqual([])
  const other = { pagination_strategy: { type: 'OffsetIncrement' } }
  expect(contradictionsOf([say(paginator, other)], declared)).toMatchObject([
    { path: `${paginator}/pagination_strategy` },
  ])
  expect(contradictionsOf(declared, [say(paginator, other)])).toHaveLength(1)
})

it('stand among the evidence as what speaks against it, each place once', () => {
  const place = { document: 'api.json', pointer: '/paths', quote: 'page' }
  const declared = ['pagination_strategy', 'page_token_option'].map((part) => ({
    ...say(`${paginator}/${part}`, {}),
    evidence: [place],
  }))
  const own = { ...say(paginator, { pagination_strategy: strategy }), evidence: [place] }
  expect(withContradictions([own], declared)[0]?.evidence).toEqual([
    place,
    { ...place, isAgainst: true },
  ])
})

it('are none where only one speaks', () => {
  expect(contradictionsOf([say('/streams/1/primary_key', 'id')], [say('/streams/10', 1)])).toEqual(
    [],
  )
})
