import { describe, expect, it } from 'vitest'
import { importText } from '../../lib/importers/registry'
import { completeRead } from './complete-read'
import { ownPages } from './own-pages'

describe('an invented API is read completely from its documentation', () => {
  it.each(ownPages.map((page) => [page.style, page] as const))('as %s', async (_, page) => {
    const { facts } = importText(page.text, page.name)
    const results = await completeRead(facts, page.server)
    expect(results.filter(({ why }) => why !== undefined)).toEqual([])
    for (const { pagination } of facts.streams) {
      for (const { pointer } of pagination.evidence) expect(pointer).toMatch(/^line \d+$/)
    }
  })
})
