import { cleanup, fireEvent, render, screen, within } from '@testing-library/react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { Findings, FoundStream } from '@/lib/contracts/imports'
import { placeOfEvidence } from './evidence-place'
import { FindingsScreen } from './findings-screen'
import { openQuestions, sharedFacts } from './shared-facts'
import { without, withParents } from './stream-choice'

afterEach(cleanup)

const evidence = { document: 'shop.yaml', pointer: '/paths/~1orders/get', quote: 'GET /orders' }
const text = 'openapi: 3.1.0\npaths:\n  /orders:\n    get:\n      summary: Orders\n'

function aStream(name: string, parts: Partial<FoundStream> = {}): FoundStream {
  const fact = { confidence: 'certain' as const, evidence: [evidence] }
  return {
    name,
    title: name,
    document: 'shop.yaml',
    method: 'GET',
    path: `/${name}`,
    isList: true,
    isSelected: true,
    parents: [],
    inputs: [],
    confidence: 'certain',
    evidence,
    baseUrl: { ...fact, value: 'https://shop.example' },
    authentication: { ...fact, value: ['Access token'] },
    pages: { ...fact, value: { kind: 'page', token: 'page' } },
    records: { ...fact, value: ['data'] },
    key: { ...fact, value: ['id'] },
    cursor: { ...fact, value: null },
    ...parts,
  }
}

const streams = [
  aStream('orders'),
  aStream('items', { parents: ['orders'] }),
  aStream('discounts', { parents: ['items'] }),
  aStream('events', {
    isSelected: false,
    pages: { value: { kind: 'none' }, confidence: 'unknown', evidence: [] },
  }),
]

describe('choosing streams', () => {
  it('brings the parents of a stream along', () => {
    expect([...withParents(streams, new Set(['discounts']))].sort()).toEqual([
      'discounts',
      'items',
      'orders',
    ])
  })

  it('takes the children out with their parent', () => {
    const all = new Set(streams.map(({ name }) => name))
    expect([...without(streams, all, 'items')].sort()).toEqual(['events', 'orders'])
  })
})

describe('shared facts', () => {
  it('count the streams that have each, the most common first', () => {
    const counts = sharedFacts(streams, 'pages').map(({ value, streamCount }) => [
      value.kind,
      streamCount,
    ])
    expect(counts).toEqual([
      ['page', 3],
      ['none', 1],
    ])
  })

  it('say plainly what is unknown', () => {
    expect(openQuestions(streams)).toEqual(['How the next page is asked for: events'])
  })
})

describe('the place of evidence', () => {
  it('is found by its pointer in YAML', () => {
    expect(placeOfEvidence(text, evidence.pointer)).toMatchObject({ first: 4, last: 5 })
  })

  it('is the nearest one above where a pointer leads nowhere', () => {
    expect(placeOfEvidence(text, '/paths/~1orders/post/summary')).toMatchObject({ first: 3 })
  })

  it('is found in JSON without line breaks, which is broken into lines', () => {
    const long = JSON.stringify({ paths: { '/orders': { get: { text: 'x'.repeat(2_000) } } } })
    const place = placeOfEvidence(long, evidence.pointer)
    expect(place.isReformatted).toBe(true)
    expect(place.lines[(place.first ?? 0) - 1]).toBe('      "get": {')
  })

  it('is a line of a text', () => {
    expect(placeOfEvidence('a\nb\nc', 'line 2')).toMatchObject({ first: 2, last: 2 })
  })

  it('is unknown in a text that cannot be read', () => {
    expect(placeOfEvidence('{', '/paths')).toMatchObject({ first: undefined, lines: ['{'] })
  })
})

describe('the findings', () => {
  const findings: Findings = { title: 'Shop API', streams, notes: [], secrets: [] }
  const show = () => {
    const onCreate = vi.fn()
    const texts = new Map([['shop.yaml', text]])
    const props = { findings, texts, isBusy: false, failure: null, onBack: vi.fn(), onCreate }
    render(<FindingsScreen {...props} />)
    return onCreate
  }

  it('create a connector with the streams that are suggested', () => {
    const onCreate = show()
    fireEvent.click(screen.getByRole('button', { name: 'Create connector with 3 streams' }))
    expect(onCreate).toHaveBeenCalledWith(['orders', 'items', 'discounts'])
  })

  it('let streams be found and chosen', () => {
    show()
    fireEvent.change(screen.getByLabelText('Find a stream'), { target: { value: 'event' } })
    fireEvent.click(screen.getByText('events', { selector: '.sr' }))
    expect(screen.queryByRole('checkbox', { name: 'orders' })).toBeNull()
    expect(screen.getByRole('button', { name: 'Create connector with 4 streams' })).toBeDefined()
    expect(screen.getByText('How the next page is asked for: events')).toBeDefined()
  })

  it('open the document where it says something', () => {
    show()
    fireEvent.click(screen.getByRole('button', { name: 'GET /orders' }))
    const viewer = screen.getByRole('region', { name: 'Text of shop.yaml' })
    const [marked] = within(viewer)
      .getAllByRole('listitem')
      .filter((line) => line.getAttribute('aria-current') === 'location')
    expect(marked?.textContent).toBe('4    get:')
  })
})
