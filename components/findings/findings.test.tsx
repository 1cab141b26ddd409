import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { cleanup, fireEvent, render, screen, within } from '@testing-library/react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { modelQueries } from '@/lib/client/queries/model-settings'
import type { Findings, FoundStream } from '@/lib/contracts/imports'
import type { ModelImportEvent } from '@/lib/contracts/model-imports'
import type { ModelSettings } from '@/lib/contracts/model-settings'
import { placeOfEvidence } from './evidence-place'
import { FindingsScreen } from './findings-screen'
import { afterEvent, beginReading, factsByModel, withReading } from './model-reading'
import { openQuestions, sharedFacts } from './shared-facts'
import { without, withParents } from './stream-choice'

afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

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

const findings: Findings = { title: 'Shop API', streams, notes: [], secrets: [] }

const noModel: ModelSettings = { source: 'none', isReady: false }

function show(settings = noModel) {
  const onCreate = vi.fn()
  const texts = new Map([['shop.yaml', text]])
  const props = { findings, texts, isBusy: false, failure: null, onBack: vi.fn(), onCreate }
  const client = new QueryClient({ defaultOptions: { queries: { staleTime: Infinity } } })
  client.setQueryData(modelQueries.settings().queryKey, settings)
  render(
    <QueryClientProvider client={client}>
      <FindingsScreen {...props} />
    </QueryClientProvider>,
  )
  return onCreate
}

describe('the findings', () => {
  it('create a connector with the streams that are suggested', () => {
    const onCreate = show()
    fireEvent.click(screen.getByRole('button', { name: 'Create connector with 3 streams' }))
    expect(onCreate).toHaveBeenCalledWith(['orders', 'items', 'discounts'], undefined)
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

describe('reading with a model', () => {
  const local: ModelSettings = { source: 'saved', model: 'reader', isReady: true }
  const byModel = aStream('events', {
    isSelected: false,
    pages: {
      value: { kind: 'page', token: 'sheet' },
      confidence: 'likely',
      evidence: [{ ...evidence, quote: 'sheet is the page' }],
      foundBy: 'reader',
    },
  })
  const prompt = { number: 1, title: 'events', system: 'Read.', parts: [], tokens: 9, leftOut: [] }
  const source = { document: 'shop.yaml', pointer: '/paths', quote: 'sheet is the page' }
  const claims = [{ streams: ['events'], fact: { kind: 'key' as const, fields: ['id'] }, source }]
  const contradictions = [
    { topic: 'key', streams: ['orders'], claimed: source, declared: evidence },
  ]
  const events: readonly ModelImportEvent[] = [
    { kind: 'planned', model: 'reader', prompts: [prompt], notes: [] },
    { kind: 'asked', question: 1 },
    { kind: 'progress', question: 1, characters: 120 },
    { kind: 'answered', question: 1, used: 1, refused: 1 },
    { kind: 'found', streams: [byModel], contradictions, claims },
    { kind: 'done', outcome: 'complete', refused: 1, streams: [byModel], contradictions, claims },
  ]
  const answer = (lines: readonly ModelImportEvent[]) =>
    vi.stubGlobal(
      'fetch',
      async () => new Response(lines.map((line) => `${JSON.stringify(line)}\n`).join('')),
    )

  it('follows each question to its end', () => {
    const reading = events.slice(0, 3).reduce(afterEvent, beginReading('reader'))
    expect(reading.questions).toMatchObject([{ state: 'asked', characters: 120 }])
    const ended = events.reduce(afterEvent, beginReading('reader'))
    expect(ended).toMatchObject({ status: 'done', questions: [{ state: 'answered' }] })
    expect(factsByModel(ended.streams)).toBe(1)
    expect(withReading(findings, ended).streams.map(({ pages }) => pages.foundBy)).toEqual([
      undefined,
      undefined,
      undefined,
      'reader',
    ])
  })

  it('says where a model is chosen while there is none', () => {
    show()
    expect(screen.getByText(/^Rules only\./)).toBeDefined()
    expect(screen.getByRole('link', { name: 'Choose a model' })).toBeDefined()
  })

  it('marks what the model found, shows both places of a contradiction, and creates with it', async () => {
    answer(events)
    const onCreate = show(local)
    fireEvent.click(screen.getByRole('button', { name: 'Read with model (reader)' }))
    expect(await screen.findByText('reader found 1 fact')).toBeDefined()
    expect(screen.getByRole('button', { name: /^Pages of events: found by model/ })).toBeDefined()
    const told = screen.getByText(/told otherwise at/)
    expect(
      within(told)
        .getAllByRole('button')
        .map(({ textContent }) => textContent),
    ).toEqual(['paths → /orders → get', 'paths'])
    expect(screen.getByText(/1 statement of reader could not be confirmed/)).toBeDefined()
    fireEvent.click(screen.getByRole('button', { name: /^Create connector/ }))
    expect(onCreate).toHaveBeenCalledWith(expect.anything(), { model: 'reader', claims })
  })

  it('keeps what the rules found when the model fails, and says why', async () => {
    answer([
      { kind: 'planned', model: 'reader', prompts: [prompt], notes: [] },
      { kind: 'failed', question: 1, code: 'unauthorised', message: 'The key is not accepted.' },
      { kind: 'done', outcome: 'offline', refused: 0, streams: [], contradictions: [], claims: [] },
    ])
    const onCreate = show(local)
    fireEvent.click(screen.getByRole('button', { name: 'Read with model (reader)' }))
    expect(await screen.findByText('The key is not accepted.')).toBeDefined()
    expect(screen.getByText('What the rules found is kept.')).toBeDefined()
    fireEvent.click(screen.getByRole('button', { name: /^Create connector/ }))
    expect(onCreate).toHaveBeenCalledWith(expect.anything(), undefined)
  })

  it('shows each prompt as it was sent', async () => {
    answer(events)
    show(local)
    fireEvent.click(screen.getByRole('button', { name: 'Read with model (reader)' }))
    await screen.findByText('reader found 1 fact')
    fireEvent.click(screen.getByRole('button', { name: 'View prompt' }))
    const dialog = screen.getByRole('dialog', { name: 'What was sent' })
    expect(within(dialog).getByText('Read.')).toBeDefined()
  })
})
