import { expect, it } from 'vitest'
import type { DeclaredStream } from '../../contracts/declared'
import { declaredStreams } from './declared'
import { manifestOfImport } from './manifest-of-import'
import { readDocuments } from './read-documents'

const list = (name: string, description: string) => ({
  get: {
    operationId: `list-${name}`,
    parameters: [
      { name: 'page', in: 'query', description, schema: { type: 'integer' } },
      { name: 'per_page', in: 'query', schema: { type: 'integer', maximum: 50 } },
    ],
    responses: {
      200: {
        description: 'ok',
        content: {
          'application/json': {
            schema: {
              type: 'object',
              properties: {
                data: {
                  type: 'array',
                  items: { type: 'object', properties: { id: { type: 'integer' } } },
                },
              },
            },
          },
        },
      },
    },
  },
})
const api = (description = 'Number of the page, the first is 1') =>
  JSON.stringify({
    openapi: '3.0.3',
    info: { title: 'Shop', version: '1' },
    servers: [{ url: 'https://shop.example' }],
    paths: { '/orders': list('orders', description), '/goods': list('goods', description) },
  })

function declared(
  text: string,
  { secrets = [], ...rest }: { secrets?: string[]; bytesMax?: number } = {},
) {
  const { facts } = readDocuments([{ name: 'shop.json', text }])
  if (!facts) throw new Error('nothing was read')
  const names = facts.streams.map(({ name }) => name)
  const { facts: own, resolved } = manifestOfImport(facts, names)
  return declaredStreams({ facts: own, resolved, secrets, ...rest })
}

const pathsOf = (streams: readonly DeclaredStream[]) =>
  streams.flatMap(({ suggestions }) => suggestions.map(({ path }) => path))

it('are kept by the names of their streams, with places in the documents', () => {
  const streams = declared(api())
  expect(streams.map(({ stream }) => stream).toSorted()).toEqual(['goods', 'orders'])
  expect(streams[0]?.suggestions).toContainEqual(
    expect.objectContaining({
      path: '/retriever/paginator/pagination_strategy',
      value: expect.objectContaining({ type: 'PageIncrement' }),
      evidence: expect.arrayContaining([expect.objectContaining({ document: 'shop.json' })]),
    }),
  )
})

it('are neither guesses nor schemas', () => {
  const streams = declared(api())
  expect(pathsOf(streams).filter((path) => path.startsWith('/schema_loader'))).toEqual([])
  const levels = streams.flatMap(({ suggestions }) => suggestions.map((each) => each.confidence))
  expect(levels.length).toBeGreaterThan(0)
  expect(levels).not.toContain('guess')
})

it('show no secret that was pasted', () => {
  const text = api('Number of the page, with key hunter2-canary')
  expect(JSON.stringify(declared(text))).toContain('hunter2-canary')
  const masked = JSON.stringify(declared(text, { secrets: ['hunter2-canary'] }))
  expect(masked).toContain('with key [secret]')
  expect(masked).not.toContain('canary')
})

it('leave out a value that holds a secret', () => {
  const path = '/retriever/record_selector/extractor/field_path'
  expect(pathsOf(declared(api()))).toContain(path)
  expect(pathsOf(declared(api(), { secrets: ['data'] }))).not.toContain(path)
})

it('never are larger than allowed, and keep what fits', () => {
  const whole = JSON.stringify(declared(api())).length
  for (const bytesMax of [0, 100, 700, whole / 2, whole - 1]) {
    const kept = declared(api(), { bytesMax })
    expect(kept.length === 0 ? 0 : JSON.stringify(kept).length).toBeLessThanOrEqual(bytesMax)
  }
  expect(pathsOf(declared(api(), { bytesMax: whole / 2 })).length).toBeGreaterThan(0)
})
