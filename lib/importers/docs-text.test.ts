import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { factsFromDocs } from './docs-text'
import { UnreadableImport } from './imported'

const facts = (text: string) => factsFromDocs(text, 'page.md').facts
const first = (text: string) => {
  const [stream] = facts(text).streams
  if (!stream) throw new Error('There is no stream')
  return stream
}
const page = (before: string, after = '') =>
  `# Bakery\n\n${before}\n\nGET /loaves\n\n${after}\n\n{"data": [{"id": 1}]}\n`

describe('documentation names its address', () => {
  it.each([
    'The base URL is https://api.bakery.example/v1.',
    'Base URL: `https://api.bakery.example/v1`',
    'All requests go to https://api.bakery.example/v1',
    'The API is available at https://api.bakery.example/v1/',
    '| API root | https://api.bakery.example/v1 |',
  ])('as %j', (text) => {
    expect(first(page(text))).toMatchObject({
      path: '/v1/loaves',
      baseUrl: { value: { template: 'https://api.bakery.example' } },
    })
  })

  it('by the host of a request, or by the one address that looks like it', () => {
    expect(first('GET /loaves HTTP/1.1\nHost: api.bakery.example\n').baseUrl.value.template).toBe(
      'https://api.bakery.example',
    )
    const text = 'See https://bakery.example/help. Ask api: https://api.bakery.example/status.'
    expect(first(page(text)).baseUrl.value.template).toBe('https://api.bakery.example')
  })

  it('or it becomes an input', () => {
    expect(first(page('Nothing is said.')).baseUrl.value.inputs).toMatchObject([
      { name: 'base_url' },
    ])
  })
})

describe('documentation says how to sign in', () => {
  it.each([
    ['Authorization: Bearer <token>', { kind: 'bearer' }],
    ['Use bearer authentication.', { kind: 'bearer' }],
    ['Header `Authorization: Token abc...`', { kind: 'api-key', prefix: 'Token ' }],
    ['Send the `X-Bakery-Api-Key` header.', { kind: 'api-key', name: 'X-Bakery-Api-Key' }],
    ['Add ?api_key=YOUR_KEY to each call.', { kind: 'api-key', in: 'query', name: 'api_key' }],
    ['HTTP Basic auth: the key is the user name.', { kind: 'basic', isKeyAsUser: true }],
    ['We use basic authentication.', { kind: 'basic', isKeyAsUser: false }],
  ])('as %j', (text, scheme) => {
    expect(first(page(text)).auth.value[0]?.schemes).toMatchObject([scheme])
  })

  it('and what it writes for secrets is none', () => {
    const { secrets } = factsFromDocs(page('Authorization: Bearer YOUR_TOKEN'), 'page.md')
    expect(secrets).toEqual([])
  })

  it('or nothing is known', () => {
    expect(first(page('Nothing is said.')).auth.confidence).toBe('unknown')
  })
})

describe('documentation describes parameters', () => {
  it.each([
    ['| Name | Type | Description |\n|---|---|---|\n| `page` | integer | The page |'],
    ['- `page` (integer): The page'],
    ['* **page** — The page'],
    ['  page        The page'],
    ['page: The page'],
  ])('as %j', (text) => {
    expect(first(page('', text)).pagination.value).toMatchObject({
      kind: 'page',
      token: { name: 'page' },
    })
  })

  it('of answers, which ask for nothing', () => {
    const text = 'Response fields:\n\n| Field | Description |\n|---|---|\n| page | The page |'
    expect(first(page('', text)).pagination.value.kind).toBe('none')
  })

  it('of other endpoints, which stay there', () => {
    const text = `${page('', '')}\nDELETE /loaves/{id}\n\n- page: a page\n\n{"page": 1}\n`
    expect(first(text).pagination.value.kind).toBe('none')
  })
})

describe('documentation', () => {
  it('may give method and address in lines of their own', () => {
    const text = 'Method: `GET`\nEndpoint: `https://api.bakery.example/loaves`\n'
    expect(first(text)).toMatchObject({ method: 'GET', path: '/loaves' })
  })

  it('tells the body of a request from its answer', () => {
    const text =
      'POST https://api.bakery.example/loaves/search\n\n{"cursor": "a"}\n\n{"items": [{"id": 1}], "next_cursor": "b"}\n'
    expect(first(text)).toMatchObject({
      records: { value: ['items'] },
      pagination: { value: { kind: 'cursor', token: { in: 'body', name: 'cursor' } } },
    })
  })

  it('without endpoints says why nothing comes of it', () => {
    expect(() => facts('type Query {\n loaves: [Loaf]\n}')).toThrow(/GraphQL/)
    expect(() => facts('<html><div id="swagger-ui"></div></html>')).toThrow(/address of the page/)
    expect(() => facts('Bread is good for you.')).toThrow(UnreadableImport)
  })

  it('of any form ends soon, in facts or in a reason', () => {
    const piece = fc.oneof(
      fc.string(),
      fc.constantFrom(
        'GET /a/{b}',
        'POST https://x.example/y',
        '{"data": [',
        ']}',
        '| Name | Description |',
        '| page | x |',
        '## Pagination',
        '  limit   many',
        'curl -u a: https://x.example \\',
        'Authorization: Bearer',
        ' '.repeat(3000),
        '`'.repeat(3000),
        '[{"a":"'.repeat(400),
      ),
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (lines) => {
        try {
          factsFromDocs(lines.join('\n'), 'page.md')
        } catch (error) {
          expect(error).toBeInstanceOf(UnreadableImport)
        }
      }),
      { numRuns: 100 },
    )
  })
})
