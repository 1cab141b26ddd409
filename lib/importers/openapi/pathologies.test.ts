import { describe, expect, it } from 'vitest'
import { manifestFromFacts } from '../../assistant/manifest-from-facts'
import { checkManifest } from '../../manifest/check'
import { ManifestError } from '../../manifest/manifest-error'
import { documentOf, envelope, factsOf, get, listOf, query, spec, streamAt } from '../testing/spec'
import { factsFromOpenApi } from './import-openapi'
import { NotOpenApi, parseOpenApi } from './parse'

const text = { type: 'string' }
const id = { type: 'integer' }
const fromText = (yaml: string) => factsFromOpenApi([parseOpenApi(yaml, 'bakery.yaml')])

describe('a document that is broken', () => {
  it.each([
    ['openapi: 3.0.0\npaths:\n  /a: [1\n  /b: x\n', 4],
    ['openapi: 3.0.0\npaths:\n  /a:\n   get: "x\n', 5],
    ['openapi: 3.0.0\n\tpaths: {}\n', 2],
  ])('names line and column: %j', (yaml, line) => {
    try {
      parseOpenApi(yaml, 'bakery.yaml')
      expect.unreachable()
    } catch (error) {
      expect(error).toBeInstanceOf(ManifestError)
      expect(error).toMatchObject({ line, column: expect.any(Number) })
    }
  })

  it.each([
    ['', /neither openapi nor swagger/],
    ['{"openapi":"3.0.0"}', /no paths/],
    ['{"openapi":"3.0.0","paths":[]}', /no paths/],
    ['<!doctype html><div id="swagger-ui"></div>', /neither openapi nor swagger/],
  ])('says what it is not: %j', (other, message) => {
    expect(() => parseOpenApi(other, 'x')).toThrow(NotOpenApi)
    expect(() => parseOpenApi(other, 'x')).toThrow(message)
  })

  it('with aliases that multiply is refused', () => {
    const lines = ['a0: &a0 [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]']
    for (let index = 1; index < 12; index++) {
      const items = Array.from({ length: 10 }, () => `*a${index - 1}`).join(', ')
      lines.push(`a${index}: &a${index} [${items}]`)
    }
    expect(() => parseOpenApi(`openapi: 3.0.0\npaths: {}\n${lines.join('\n')}\n`, 'x')).toThrow(
      ManifestError,
    )
  })

  it('with mappings inside mappings without end is refused', () => {
    const deep = `{"openapi":"3.0.0","paths":${'{"/a":'.repeat(50_000)}1${'}'.repeat(50_000)}}`
    expect(() => factsFromOpenApi([parseOpenApi(deep, 'x')])).not.toThrow(RangeError)
  })
})

describe('a document that is odd', () => {
  it.each(['3.0.0', '3.0.4', '3.1.0', '3.1.1', '3.2.0'])('of version %s is read', (openapi) => {
    const root = { ...spec({ '/loaves': get([], listOf({ id })) }), openapi }
    expect(streamAt(root, '/loaves').isList).toBe(true)
  })

  it('without paths has no streams and says so', () => {
    expect(factsOf(spec({}))).toMatchObject({
      streams: [],
      notes: [expect.stringMatching(/No op/)],
    })
  })

  it('may have lists of types and const', () => {
    const schema = {
      type: ['object', 'null'],
      properties: { loaves: { type: ['array', 'null'], items: { properties: { id } } } },
    }
    const stream = streamAt(spec({ '/loaves': get([], schema) }, { openapi: '3.1.0' }), '/loaves')
    expect(stream).toMatchObject({ records: { value: ['loaves'] }, key: { value: ['id'] } })
  })

  it.each(['201', '2XX', '206', 'default'])('may answer under %s only', (code) => {
    const content = { 'application/json': { schema: envelope('loaves') } }
    const operation = { get: { responses: { [code]: { description: 'ok', content } } } }
    expect(streamAt(spec({ '/loaves': operation }), '/loaves').records.value).toEqual(['loaves'])
  })

  it.each([
    'application/vnd.bakery.v2+json',
    'application/hal+json',
    'application/json; charset=utf-8',
    '*/*',
  ])('may answer as %s', (media) => {
    const content = { [media]: { schema: envelope('loaves') } }
    const operation = { get: { responses: { 200: { description: 'ok', content } } } }
    expect(streamAt(spec({ '/loaves': operation }), '/loaves').records.value).toEqual(['loaves'])
  })

  it('with answers that are no JSON leaves records open', () => {
    const content = { 'text/csv': { schema: text } }
    const operation = { get: { responses: { 200: { description: 'ok', content } } } }
    const { streams } = factsOf(spec({ '/loaves': operation }))
    for (const { records, isSelected } of streams) {
      expect(records.confidence).toBe('unknown')
      expect(isSelected).toBe(false)
    }
  })

  it('has the last of keys that stand twice', () => {
    const yaml = `openapi: 3.0.0
paths:
  /loaves:
    get: {responses: {"200": {content: {application/json: {schema: {type: array, items: {type: object}}}}}}}
  /loaves:
    get: {parameters: [{name: page, in: query, schema: {type: integer}}], responses: {"200": {content: {application/json: {schema: {type: array, items: {type: object}}}}}}}
`
    expect(fromText(yaml).streams).toMatchObject([{ pagination: { value: { kind: 'page' } } }])
  })

  it('may have numbers and dates as keys', () => {
    const yaml = `openapi: 3.0.0
info: {title: Bakery, version: 2024-01-01}
paths:
  /loaves:
    get:
      responses:
        200:
          description: ok
          content:
            application/json:
              schema: {type: array, items: {type: object, properties: {id: {type: integer}}}}
x-changes:
  2024-01-01: first
  2024-02-01: second
`
    expect(fromText(yaml).streams).toMatchObject([{ path: '/loaves', key: { value: ['id'] } }])
  })

  it('with references to other files is read without them', () => {
    const root = spec({
      '/loaves': get([{ $ref: 'shared.yaml#/page' }, query('limit')], {
        type: 'array',
        items: { $ref: 'https://bakery.example/loaf.json' },
      }),
      '/ovens': { $ref: './ovens.yaml' },
    })
    expect(streamAt(root, '/loaves')).toMatchObject({ isList: true, records: { value: [] } })
  })

  it('with circles of every kind ends', () => {
    const schemas = {
      Loop: { $ref: '#/components/schemas/Loop' },
      Tree: {
        allOf: [{ $ref: '#/components/schemas/Tree' }],
        properties: {
          id,
          children: { type: 'array', items: { $ref: '#/components/schemas/Tree' } },
        },
      },
      Frame: {
        type: 'object',
        properties: {
          data: { $ref: '#/components/schemas/Frame' },
          items: { type: 'array', items: { $ref: '#/components/schemas/Tree' } },
        },
        additionalProperties: { $ref: '#/components/schemas/Frame' },
      },
    }
    const paths = {
      '/loops': get([], { $ref: '#/components/schemas/Loop' }),
      '/trees': get([], { $ref: '#/components/schemas/Frame' }),
      '/rings': { $ref: '#/paths/~1rings' },
      '/trees/{treeId}/children': get([], {
        type: 'array',
        items: { $ref: '#/components/schemas/Tree' },
      }),
    }
    const facts = factsOf(spec(paths, { components: { schemas } }))
    expect(facts.streams.find(({ path }) => path === '/trees')?.key.value).toEqual(['id'])
    expect(manifestFromFacts(facts).resolved).toBeDefined()
  })

  it('whose schemas all know each other is read soon', () => {
    const names = Array.from({ length: 40 }, (_, index) => `S${index}`)
    const refer = (name: string) => ({ $ref: `#/components/schemas/${name}` })
    const known = Object.fromEntries(names.map((name) => [name.toLowerCase(), refer(name)]))
    const unions = { oneOf: names.map((name) => refer(`U${name}`)) }
    const schemas = Object.fromEntries(
      names.flatMap((name) => [
        [
          name,
          {
            type: 'object',
            properties: { id, ...known, rest: { type: 'array', items: refer(name) } },
          },
        ],
        [`U${name}`, unions],
      ]),
    )
    const paths = {
      '/loaves': get([query('page')], envelope('loaves', known)),
      '/ovens': get([query('page')], refer('S1')),
      '/unions': get([query('page')], refer('US1')),
    }
    const { streams } = factsOf(spec(paths, { components: { schemas } }))
    expect(streams.find(({ path }) => path === '/loaves')?.records.value).toEqual(['loaves'])
  }, 20_000)

  it('with values of wrong kinds everywhere is read as far as it goes', () => {
    const odd = [null, 5, 'x', [], {}, true, [[]], { $ref: 5 }, { $ref: '#/paths' }]
    for (const value of odd) {
      const root = {
        openapi: '3.0.0',
        info: value,
        servers: value,
        security: value,
        tags: value,
        components: { schemas: value, securitySchemes: value, parameters: value },
        paths: {
          '/a': value,
          '/b': { get: value, parameters: value, servers: value },
          '/c': { get: { parameters: value, responses: value, security: value } },
          '/d': {
            get: {
              parameters: [value, { name: value, in: 'query', schema: value }],
              requestBody: value,
              responses: { 200: value, default: { content: value, headers: value } },
            },
          },
          '/e': get(
            [query('page', { type: 'integer', maximum: value, enum: value, default: value })],
            {
              type: 'object',
              required: value,
              properties: { data: { type: 'array', items: value }, next: value, id: value },
            },
          ),
        },
      }
      expect(manifestFromFacts(factsOf(root)).resolved).toBeDefined()
      expect(
        manifestFromFacts(factsOf({ ...root, openapi: undefined, swagger: '2.0' })).resolved,
      ).toBeDefined()
    }
  })

  it('becomes a manifest that can be read whatever its names are', () => {
    const names = [
      'a b',
      'ä/ö',
      '{{ x }}',
      "it's",
      '"q"',
      'a.b[c]',
      '__proto__',
      'constructor',
      '9',
    ]
    const paths = Object.fromEntries(
      names.map((name) => [
        `/${name.replaceAll(/[{}/]/g, '')}s`,
        get(
          [query(name, { type: 'string' }, { required: true })],
          envelope(name, { [name]: text }),
        ),
      ]),
    )
    const { resolved } = manifestFromFacts(factsOf(spec(paths)))
    const errors = checkManifest(JSON.parse(JSON.stringify(resolved))).filter(
      ({ severity }) => severity === 'error',
    )
    expect(errors).toEqual([])
  })
})

describe('where an API is', () => {
  const base = (more: Record<string, unknown>) =>
    factsOf({ ...spec({ '/loaves': get([], listOf({ id })) }), ...more }).streams[0]?.baseUrl

  it.each([
    [[], '{base_url}', ['base_url']],
    [[{ url: '/' }], '{base_url}', ['base_url']],
    [[{ url: '/api/v2' }], '{base_url}/api/v2', ['base_url']],
    [[{ url: '//api.bakery.example/v2/' }], 'https://api.bakery.example/v2', []],
    [
      [{ url: 'http://localhost:8080' }, { url: 'https://api.bakery.example' }],
      'https://api.bakery.example',
      [],
    ],
    [
      [{ url: 'http://api.bakery.example' }, { url: 'https://api.bakery.example' }],
      'https://api.bakery.example',
      [],
    ],
    [
      [
        { url: 'https://sandbox.bakery.example', description: 'Sandbox' },
        { url: 'https://api.bakery.example', description: 'Production' },
      ],
      'https://api.bakery.example',
      [],
    ],
    [[{ url: 'https://your-company.bakery.example/api' }], 'https://{domain}/api', ['domain']],
    [
      [{ url: 'https://{subdomain}.bakery.example' }],
      'https://{subdomain}.bakery.example',
      ['subdomain'],
    ],
    [[{ url: 'https://{your-domain}.bakery.example' }], 'https://{domain}', ['domain']],
  ])('is read from servers %j', (servers, template, inputs) => {
    const found = base({ servers })
    expect(found?.value.template).toBe(template)
    expect(found?.value.inputs.map(({ name }) => name)).toEqual(inputs)
  })

  it('has the fixed parts of variables and asks for the rest', () => {
    const servers = [
      {
        url: 'https://{region}.bakery.example/{version}',
        variables: { region: { default: 'eu', enum: ['eu', 'us'] }, version: { default: 'v3' } },
      },
    ]
    expect(base({ servers })?.value).toMatchObject({
      template: 'https://{region}.bakery.example/v3',
      inputs: [{ name: 'region', options: ['eu', 'us'], fallback: 'eu' }],
    })
  })

  it('is what the path or the operation says before what the document says', () => {
    const servers = [{ url: 'https://files.bakery.example' }]
    const own = get([], listOf({ id }), { servers })
    expect(streamAt(spec({ '/loaves': own }), '/loaves').baseUrl.value.template).toBe(
      'https://files.bakery.example',
    )
  })

  it('is host, path and the best scheme in Swagger 2.0', () => {
    const swagger = (more: Record<string, unknown>) =>
      factsOf({ swagger: '2.0', paths: { '/loaves': get([], listOf({ id })) }, ...more }).streams[0]
        ?.baseUrl.value.template
    const host = 'api.bakery.example'
    expect(swagger({ host, basePath: '/v1/', schemes: ['http', 'https'] })).toBe(
      `https://${host}/v1`,
    )
    expect(swagger({ host, schemes: ['http'] })).toBe(`http://${host}`)
    expect(swagger({ basePath: '/v1' })).toBe('{base_url}/v1')
  })

  it('is each in its own place for several documents of one API', () => {
    const other = {
      ...spec({ '/ovens': get([], listOf({ id })) }),
      servers: [{ url: 'https://b.example' }],
    }
    const facts = factsFromOpenApi([
      documentOf(spec({ '/loaves': get([], listOf({ id })) }), 'a.json'),
      documentOf(other, 'b.json'),
    ])
    expect(facts.streams.map(({ path, baseUrl }) => [path, baseUrl.value.template])).toEqual([
      ['/loaves', 'https://api.bakery.example/v1'],
      ['/ovens', 'https://b.example'],
    ])
  })
})

describe('honesty', () => {
  const paging = (parameters: Record<string, unknown>[], schema: unknown, more = {}) =>
    streamAt(spec({ '/loaves': get(parameters, schema, more) }), '/loaves').pagination

  it('turns no pages where nothing names them', () => {
    expect(paging([query('colour', text)], envelope('loaves')).value).toEqual({ kind: 'none' })
    const prose = { description: 'Gives all loaves. Large bakeries have many of them.' }
    expect(paging([], { type: 'object' }, prose).value).toEqual({ kind: 'none' })
  })

  it('does not know how to go on where only the answer speaks of pages', () => {
    const frame = envelope('loaves', { has_more: { type: 'boolean' } })
    expect(paging([], frame)).toMatchObject({ value: { kind: 'none' }, confidence: 'unknown' })
  })

  it('takes no key, filter or date for paging', () => {
    const date = { type: 'string', format: 'date-time' }
    const filters = [
      query('start', date),
      query('since', date),
      query('before', date),
      query('from', text, { description: 'City from which it is sent.' }),
    ]
    expect(paging(filters, envelope('loaves')).value).toEqual({ kind: 'none' })
    const key = { type: 'apiKey', in: 'query', name: 'token' }
    const root = spec(
      { '/loaves': get([query('token', text)], envelope('loaves', { next_token: text })) },
      { components: { securitySchemes: { key } }, security: [{ key: [] }] },
    )
    expect(streamAt(root, '/loaves').pagination.value.kind).not.toBe('cursor')
  })

  it('shows both where a text names another way to turn pages than the parameters', () => {
    const told = { description: 'Lists are read with cursor-based pagination.' }
    const found = paging([query('page'), query('limit')], envelope('loaves'), told)
    expect(found).toMatchObject({ value: { kind: 'page' }, confidence: 'likely' })
    expect(found.evidence.map(({ quote }) => quote).join('\n')).toMatch(/page[\s\S]*cursor-based/)
    const both = { description: 'Uses cursor-based pagination or offset-based pagination.' }
    expect(paging([query('page'), query('limit')], envelope('loaves'), both).confidence).toBe(
      'certain',
    )
  })

  it('shows both where schema and text name different largest pages, and asks for the smaller', () => {
    const limit = (description: string) =>
      query('limit', { type: 'integer', maximum: 200 }, { description })
    const size = (description: string) =>
      streamAt(
        spec({ '/loaves': get([query('page'), limit(description)], envelope('loaves')) }),
        '/loaves',
      ).pageSize
    expect(size('At most 200.')).toMatchObject({ value: { value: 200 }, confidence: 'certain' })
    const found = size('At most 50 loaves.')
    expect(found).toMatchObject({ value: { value: 50 }, confidence: 'likely' })
    expect(found.evidence.map(({ quote }) => quote)).toEqual(['At most 50 loaves.', 'maximum 200'])
  })
})
