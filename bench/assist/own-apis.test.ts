import { describe, expect, it } from 'vitest'
import { factsOf } from '../../lib/importers/testing/spec'
import { completeRead } from './complete-read'
import { ownApis } from './own-apis'

describe('an invented API is read completely from its document', () => {
  it.each(ownApis.map((api) => [api.rule, api] as const))('with %s', async (_, api) => {
    const results = await completeRead(factsOf(api.document), api.server)
    expect(results.filter(({ why }) => why !== undefined)).toEqual([])
    expect(results).toHaveLength(api.server.lists.length)
  })
})

describe('the server of an invented API', () => {
  const api = ownApis[0]

  it.each([
    ['no paging', { kind: 'none' }, /are missing/],
    [
      'a page too many',
      { kind: 'page', token: { in: 'query', name: 'page' }, firstPage: 2 },
      /missing/,
    ],
    [
      'the wrong parameter',
      { kind: 'page', token: { in: 'query', name: 'p' }, firstPage: 1 },
      /twice|end/,
    ],
  ] as const)('tells a connector with %s', async (_, pagination, why) => {
    if (!api) throw new Error('There is no invented API')
    const facts = factsOf(api.document)
    const streams = facts.streams.map((stream) => ({
      ...stream,
      pagination: { ...stream.pagination, value: pagination },
    }))
    const [result] = await completeRead({ ...facts, streams }, api.server)
    expect(result?.why).toMatch(why)
  })

  it('tells records that are taken from another list', async () => {
    if (!api) throw new Error('There is no invented API')
    const facts = factsOf(api.document)
    const streams = facts.streams.map((stream) => ({
      ...stream,
      records: { ...stream.records, value: ['errors'] },
    }))
    const [result] = await completeRead({ ...facts, streams }, api.server)
    expect(result?.why).toMatch(/other things/)
  })
})
