import { describe, expect, it } from 'vitest'
import { manifestFromFacts } from '../assistant/manifest-from-facts'
import { UnreadableImport } from './imported'
import { importText, recognise } from './registry'

const only = (text: string, name = 'pasted') => {
  const { facts, secrets } = importText(text, name)
  const [stream] = facts.streams
  if (!stream) throw new Error('No stream was found')
  return { stream, secrets, facts }
}

describe('a text is recognised as', () => {
  it.each([
    ['curl', "curl 'https://api.bakery.example/loaves'"],
    ['curl', 'Invoke-RestMethod -Uri "https://api.bakery.example/loaves"'],
    ['har', '{"log": {"version": "1.2", "entries": []}}'],
    [
      'postman',
      '{"info": {"schema": "https://schema.getpostman.com/json/collection/v2.1.0/collection.json"}, "item": []}',
    ],
    ['openapi', 'openapi: 3.1.0\ninfo: {}\npaths: {}\n'],
    ['openapi', '{"swagger": "2.0", "paths": {}}'],
    ['json-sample', '{"data": [{"id": 1}]}'],
    ['manifest', 'version: 6.0.0\ntype: DeclarativeSource\nstreams: []\n'],
    ['url', 'https://bakery.example/docs'],
    ['docs', '# Loaves\n\nList them with `GET /v1/loaves` and be happy about it.'],
  ])('%s', (kind, text) => {
    expect(recognise(text)?.kind).toBe(kind)
  })

  it('nothing when it says nothing', () => {
    expect(recognise('hello')).toBeUndefined()
    expect(() => importText('hello', 'x')).toThrow(UnreadableImport)
  })
})

describe('a cURL command', () => {
  it.each([
    [
      'bash',
      `curl -s 'https://api.bakery.example/v1/loaves?page=1' \\\n  -H 'Authorization: Bearer s3cret-value' --compressed`,
    ],
    [
      'cmd',
      `curl "https://api.bakery.example/v1/loaves?page=1" ^\r\n  -H "Authorization: Bearer s3cret-value"`,
    ],
    [
      'powershell',
      `Invoke-WebRequest -Uri "https://api.bakery.example/v1/loaves?page=1" \`\n  -Headers @{ "Authorization"="Bearer s3cret-value" }`,
    ],
  ])('in %s quoting gives request and secret apart', (_shell, text) => {
    const { stream, secrets, facts } = only(text)
    expect(stream).toMatchObject({
      path: '/v1/loaves',
      baseUrl: { value: { template: 'https://api.bakery.example' } },
      auth: { value: [{ schemes: [{ kind: 'bearer' }] }] },
      pagination: { value: { kind: 'page' } },
    })
    expect(secrets).toEqual([{ input: 'access_token', value: 's3cret-value' }])
    expect(JSON.stringify([facts, manifestFromFacts(facts)])).not.toContain('s3cret')
  })

  it('whose answer nobody has seen asks for a list where its path names several things', () => {
    expect(only('curl https://api.bakery.example/loaves?limit=5').stream).toMatchObject({
      name: 'loaves',
      isList: true,
      isSelected: true,
      records: { confidence: 'unknown' },
      pagination: { value: { kind: 'none' }, confidence: 'unknown' },
    })
    expect(only('curl https://api.bakery.example/loaves/17').stream).toMatchObject({
      isList: false,
    })
    expect(only('curl https://api.bakery.example/oven').stream).toMatchObject({ isList: false })
  })

  it('knows user and password, keys in the query and bodies', () => {
    expect(only('curl -u me:s3cret https://api.bakery.example/loaves').secrets).toEqual([
      { input: 'username', value: 'me' },
      { input: 'password', value: 's3cret' },
    ])
    const keyed = only('curl "https://api.bakery.example/loaves?api_key=s3cret&limit=5"')
    expect(keyed.secrets).toEqual([{ input: 'api_key', value: 's3cret' }])
    expect(JSON.stringify(keyed.facts)).not.toContain('s3cret')
  })
})

describe('an HTTP archive', () => {
  const entry = (url: string, body: unknown, mimeType = 'application/json') => ({
    request: { method: 'GET', url, headers: [{ name: 'X-Api-Key', value: 's3cret' }] },
    response: { status: 200, headers: [], content: { mimeType, text: JSON.stringify(body) } },
  })
  const har = (...entries: unknown[]) => JSON.stringify({ log: { version: '1.2', entries } })

  it('shows by its requests which value asks for the next page', () => {
    const { stream, secrets } = only(
      har(
        entry('https://www.google-analytics.com/collect', {}),
        entry('https://api.bakery.example/loaves', { rows: [{ id: 1 }], more: { at: 'abc' } }),
        entry('https://api.bakery.example/loaves?from_here=abc', { rows: [{ id: 2 }], more: {} }),
      ),
    )
    expect(stream.pagination.value).toMatchObject({
      kind: 'cursor',
      token: { name: 'from_here' },
      from: { path: ['more', 'at'] },
    })
    expect(stream.records.value).toEqual(['rows'])
    expect(stream.evidence.pointer).toBe('/log/entries/1')
    expect(secrets).toEqual([{ input: 'api_key', value: 's3cret' }])
  })

  it('turns identifiers in paths into variables', () => {
    const { facts } = importText(
      har(
        entry('https://api.bakery.example/ovens', [{ id: 7 }]),
        entry('https://api.bakery.example/ovens/7/loaves', [{ id: 1 }]),
      ),
      'x.har',
    )
    const child = facts.streams.find(({ path }) => path === '/ovens/{oven_id}/loaves')
    expect(child?.variables[0]?.value.source).toMatchObject({
      kind: 'parent',
      stream: 'ovens',
      key: 'id',
    })
  })

  it('without data says so', () => {
    expect(() => importText(har(), 'x.har')).toThrow(UnreadableImport)
  })
})

describe('a Postman collection', () => {
  it('gives requests with variables, saved answers and authentication', () => {
    const collection = {
      info: {
        name: 'Bakery',
        schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json',
      },
      variable: [{ key: 'baseUrl', value: 'https://api.bakery.example' }],
      auth: { type: 'bearer', bearer: [{ key: 'token', value: 's3cret' }] },
      item: [
        {
          name: 'Folder',
          item: [
            {
              name: 'List loaves',
              request: {
                method: 'GET',
                url: {
                  raw: '{{baseUrl}}/loaves?offset=0&limit=10',
                  query: [
                    { key: 'offset', value: '0' },
                    { key: 'limit', value: '10' },
                  ],
                },
              },
              response: [{ code: 200, body: '{"items":[{"id":1}]}' }],
            },
          ],
        },
      ],
    }
    const { stream, secrets } = only(JSON.stringify(collection))
    expect(stream).toMatchObject({
      path: '/loaves',
      baseUrl: { value: { template: 'https://api.bakery.example' } },
      pagination: { value: { kind: 'offset' } },
      records: { value: ['items'] },
    })
    expect(secrets).toEqual([{ input: 'access_token', value: 's3cret' }])
  })
})

describe('a sample response', () => {
  it('gives records and key and leaves the address open', () => {
    expect(only('{"result": [{"id": 1, "name": "rye"}], "total": 40}').stream).toMatchObject({
      baseUrl: { value: { template: '{base_url}' } },
      records: { value: ['result'] },
      key: { value: ['id'] },
    })
  })
})

describe('documentation', () => {
  const markdown = `# Bakery API

The base URL is https://api.bakery.example/v1. Send \`Authorization: Bearer YOUR_TOKEN\`.

## Pagination

- \`cursor\` (string): cursor of the next page
- \`limit\` (integer): at most 50

## Loaves

\`GET /loaves\`

\`\`\`json
{
  "loaves": [{"id": 1, "updated_at": "2024-01-01T00:00:00Z"}],
  "next_cursor": "abc"
}
\`\`\`
`

  it('in Markdown gives endpoint, paging, records and sign-in', () => {
    expect(only(markdown).stream).toMatchObject({
      path: '/v1/loaves',
      baseUrl: { value: { template: 'https://api.bakery.example' } },
      auth: { value: [{ schemes: [{ kind: 'bearer' }] }] },
      pagination: {
        value: { kind: 'cursor', token: { name: 'cursor' }, from: { path: ['next_cursor'] } },
      },
      records: { value: ['loaves'] },
      key: { value: ['id'] },
    })
  })

  it('in HTML is read as a reader sees it', () => {
    const html =
      '<html><body><!-- GET /hidden --><h1>Loaves</h1><p>Call <code>GET /v1/loaves</code></p></body></html>'
    expect(importText(html, 'x.html').facts.streams.map(({ path }) => path)).toEqual(['/v1/loaves'])
  })

  it('that names no paging leaves it open', () => {
    const { stream } = only(
      '# Loaves\n\nUse GET https://api.bakery.example/loaves to list the loaves of today.',
    )
    expect(stream.pagination).toMatchObject({ value: { kind: 'none' }, confidence: 'unknown' })
    expect(stream.records.confidence).toBe('unknown')
  })
})
