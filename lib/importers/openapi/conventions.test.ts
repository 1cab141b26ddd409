import { describe, expect, it } from 'vitest'
import { get, listOf, query, spec, streamAt } from '../testing/spec'

type Part = Readonly<Record<string, unknown>>

const S = { type: 'string' },
  I = { type: 'integer' },
  B = { type: 'boolean' }
const U = { type: 'string', format: 'uri' }
const o = (properties: Part) => ({ type: 'object', properties })
const item = { id: S, name: S }
const L = (p: Part = item) => listOf(p)
const auth = (
  schemes: Part,
  security: unknown = [Object.fromEntries(Object.keys(schemes).map((name) => [name, []]))],
  parameters: Record<string, unknown>[] = [],
) => {
  const more = { components: { securitySchemes: schemes }, ...(security ? { security } : {}) }
  const found = streamAt(spec({ '/tins': get(parameters, L()) }, more), '/tins').auth.value
  return found.map(({ schemes: own }) =>
    own
      .map((each) =>
        each.kind === 'api-key'
          ? `${each.in} ${each.name} ${each.prefix}`
          : each.kind === 'oauth2'
            ? each.grant
            : each.kind,
      )
      .join('+'),
  )
}
const h = (description: string, name = 'Authorization') => ({
  k: { type: 'apiKey', in: 'header', name, description },
})

const ways: readonly [told: string, found: readonly string[], wanted: string][] = [
  ['prefixed with Bearer', auth(h("Enter your API key prefixed with 'Bearer '")), 'bearer'],
  [
    'SSWS',
    auth(
      h(
        'Pass the API token as the Authorization header value prefixed with `SSWS`: `Authorization: SSWS {API Token}`',
      ),
    ),
    'SSWS ',
  ],
  [
    'GenieKey',
    auth(h('API key with GenieKey prefix, e.g. `Authorization: GenieKey eb243592-faa2`')),
    'GenieKey ',
  ],
  ['Token token=', auth(h('Set to `Token token=YOUR_TOKEN`')), 'Token token='],
  ['Key sample', auth(h('Example: `Klaviyo-API-Key your-private-api-key`')), 'Klaviyo-API-Key '],
  ['basic in apiKey', auth(h('HTTP Basic: `Authorization: Basic base64(user:password)`')), 'basic'],
  ['no prefix', auth(h('Your API key')), 'header Authorization '],
  [
    'JWT',
    auth(
      h(
        'JWT Authorization header using the Bearer scheme. Example: "Authorization: Bearer {token}"',
      ),
    ),
    'bearer',
  ],
  ['http Token', auth({ k: { type: 'http', scheme: 'Token' } }), 'Token '],
  ['optional', auth({ k: { type: 'http', scheme: 'bearer' } }, [{}, { k: [] }]), 'bearer'],
  ['openid', auth({ k: { type: 'openIdConnect', openIdConnectUrl: 'https://x' } }), 'bearer'],
  [
    'client cred',
    auth({
      k: {
        type: 'oauth2',
        flows: { clientCredentials: { tokenUrl: 'https://x.example/token', scopes: { a: '' } } },
      },
    }),
    'client_credentials',
  ],
  [
    'auth code rel',
    auth({
      k: {
        type: 'oauth2',
        flows: { authorizationCode: { authorizationUrl: '/auth', tokenUrl: '/token', scopes: {} } },
      },
    }),
    'bearer',
  ],
  ['query', auth({ k: { type: 'apiKey', in: 'query', name: 'api_key' } }), 'query api_key'],
  [
    'mtls+key',
    auth({ k: { type: 'apiKey', in: 'header', name: 'X-Key' }, m: { type: 'mutualTLS' } }, [
      { k: [] },
      { m: [] },
    ]),
    'X-Key',
  ],
  [
    'header param',
    auth({}, false, [
      {
        name: 'Authorization',
        in: 'header',
        required: true,
        description: 'Bearer {token}',
        schema: S,
      },
    ]),
    'bearer',
  ],
  [
    'header param key',
    auth({}, false, [{ name: 'X-Auth-Token', in: 'header', required: true, schema: S }]),
    'X-Auth-Token',
  ],
  ['query param key', auth({}, false, [query('apikey', S, { required: true })]), 'query apikey'],
  ['cookie', auth({ k: { type: 'apiKey', in: 'cookie', name: 'sid' } }), 'cookie sid'],
  [
    'bearer+key both',
    auth(
      {
        a: { type: 'http', scheme: 'bearer' },
        k: { type: 'apiKey', in: 'header', name: 'X-Client-Id' },
      },
      [{ a: [], k: [] }],
    ),
    '+',
  ],
]

const answers: readonly [
  form: string,
  schema: unknown,
  records: string,
  path?: string,
  key?: string,
][] = [
  ['data.tins', o({ status: S, data: o({ tins: L() }), pagination: o({ next: S }) }), 'data.tins'],
  [
    'response.docs',
    o({ responseHeader: o({ status: I }), response: o({ numFound: I, docs: L() }) }),
    'response.docs',
  ],
  ['xml heritage', o({ tins: o({ tin: L() }) }), 'tins.tin'],
  ['xml heritage 2', o({ tins: o({ tin: L(), total: I }) }), 'tins.tin'],
  ['map', o({ tins: { type: 'object', additionalProperties: o(item) } }), 'tins.*'],
  ['root map', { type: 'object', additionalProperties: o(item) }, '*'],
  ['result.items', o({ result: o({ items: L() }), ok: B }), 'result.items'],
  ['singular', o({ tin: L() }), 'tin'],
  ['data.data', o({ data: o({ data: L(), total: I }) }), 'data.data'],
  [
    'hydra',
    o({
      'hydra:totalItems': I,
      'hydra:member': L(),
      'hydra:view': o({ 'hydra:next': U, 'hydra:first': U }),
    }),
    'hydra:member',
  ],
  ['d.results', o({ d: o({ results: L(), __next: S }) }), 'd.results'],
  ['noun camel', o({ salesOrders: L(), errors: L() }), 'salesOrders', '/sales-orders'],
  ['people as it is', o({ people: L(), tags: L() }), 'people', '/people'],
  ['persons', o({ persons: L(), tags: L() }), 'persons', '/people'],
  ['categories', o({ categories: L(), meta: o({}) }), 'categories', '/category'],
  ['list suffix', o({ tinList: L(), pageInfo: o({ total: I }) }), 'tinList'],
  ['generic + aux list', o({ data: L(), columns: L({ key: S, label: S }) }), 'data'],
  ['payload', o({ payload: o({ tins: L() }), success: B, message: S }), 'payload.tins'],
  [
    'report rows',
    o({ rows: L({ day: S, clicks: I }), totals: o({ clicks: I }) }),
    'rows',
    '/reports/daily',
  ],
  ['allOf envelope', { allOf: [o({ total: I, page: I }), o({ tins: L() })] }, 'tins'],
  ['oneOf envelope', { oneOf: [o({ tins: L() }), o({ error: S })] }, 'tins'],
  ['nullable list', o({ tins: { type: 'array', nullable: true, items: o(item) } }), 'tins'],
  ['attributes list', o({ total: I, list: L(), filters: L({ name: S }) }), 'list'],
  [
    'body tins search',
    o({ query: S, results: L(), suggestions: L({ text: S }) }),
    'results',
    '/search',
  ],
  ['events with noun prefix', o({ events: L(), links: L({ href: S }) }), 'events', '/audit/events'],
  ['id named uuid', o({ data: L({ uuid: S, name: S }) }), 'data', '/tins', 'uuid'],
  ['tinId', o({ data: L({ tinId: S, ovenId: S }) }), 'data', '/tins', 'tinId'],
  ['TinID', o({ data: L({ TinID: S, OvenID: S }) }), 'data', '/tins', 'TinID'],
  ['_id', o({ data: L({ _id: S, id_oven: S }) }), 'data', '/tins', '_id'],
  ['Id', o({ data: L({ Id: S, Name: S }) }), 'data', '/tins', 'Id'],
  [
    'tin_number',
    o({ data: L({ tin_number: S, oven_id: S, name: S }) }),
    'data',
    '/tins',
    'tin_number',
  ],
  ['key', o({ data: L({ key: S, name: S }) }), 'data', '/tins', 'key'],
  ['code', o({ data: L({ code: S, name: S }) }), 'data', '/currencies', 'code'],
  ['resource_id', o({ data: L({ resource_id: S, sort: I }) }), 'data', '/tins', 'resource_id'],
]

const parents: readonly [form: string, paths: Part, path: string, parent: string][] = [
  [
    'camel id',
    { '/ovens': get([], L()), '/ovens/{ovenId}/tins': get([], L()) },
    '/ovens/{ovenId}/tins',
    'ovens id',
  ],
  [
    'id only',
    { '/ovens': get([], L()), '/ovens/{id}/tins': get([], L()) },
    '/ovens/{id}/tins',
    'ovens id',
  ],
  [
    'singular',
    { '/ovens': get([], L()), '/oven/{ovenId}/tins': get([], L()) },
    '/oven/{ovenId}/tins',
    'ovens id',
  ],
  [
    'list elsewhere',
    { '/v1/ovens/list': get([], L()), '/v1/ovens/{oven}/tins': get([], L()) },
    '/v1/ovens/{oven}/tins',
    'ovens id',
  ],
  [
    'slug',
    { '/orgs': get([], L({ id: I, slug: S })), '/orgs/{org_slug}/tins': get([], L()) },
    '/orgs/{org_slug}/tins',
    'orgs slug',
  ],
  [
    'key',
    { '/projects': get([], L({ id: I, key: S })), '/projects/{projectIdOrKey}/tins': get([], L()) },
    '/projects/{projectIdOrKey}/tins',
    'projects id',
  ],
  [
    'people',
    { '/people': get([], L()), '/people/{personId}/tins': get([], L()) },
    '/people/{personId}/tins',
    'people id',
  ],
  [
    'required query',
    { '/ovens': get([], L()), '/tins': get([query('oven_id', S, { required: true })], L()) },
    '/tins',
    'ovens id',
  ],
  [
    'tenant',
    { '/accounts/{accountId}/ovens': get([], L()), '/accounts/{accountId}/tins': get([], L()) },
    '/accounts/{accountId}/tins',
    'input',
  ],
  [
    'search parent',
    {
      '/ovens/search': {
        post: {
          requestBody: { content: { 'application/json': { schema: o({ page: I }) } } },
          responses: {
            200: {
              description: '',
              content: { 'application/json': { schema: o({ ovens: L() }) } },
            },
          },
        },
      },
      '/ovens/{ovenId}/tins': get([], L()),
    },
    '/ovens/{ovenId}/tins',
    'ovens id',
  ],
  [
    'two levels same',
    {
      '/ovens': get([], L()),
      '/ovens/{ovenId}/trays': get([], L()),
      '/trays/{trayId}/tins': get([], L()),
    },
    '/trays/{trayId}/tins',
    'trays id',
  ],
]

describe('ways to sign in', () => {
  it.each(ways)('are told as %s', (_, found, wanted) => {
    expect(found.some((each) => each.includes(wanted)) || found).toBe(true)
  })
})

describe('records', () => {
  it.each(answers)('stand in %s', (form, schema, records, path = '/tins', key) => {
    const paged = streamAt(spec({ [path]: get([query('page')], schema) }), path)
    const whole = streamAt(spec({ [path]: get([], schema) }), path)
    for (const { records: found, isList } of [paged, whole]) {
      expect(found.value.join('.')).toBe(records)
      expect(isList).toBe(true)
    }
    expect(paged.key.value.join()).toBe(key ?? (form === 'report rows' ? '' : 'id'))
  })
})

describe('parents', () => {
  it.each(parents)('are found for %s', (_, paths, path, wanted) => {
    const source = streamAt(spec(paths), path).variables[0]?.value.source
    const found = source?.kind === 'parent' ? `${source.stream} ${source.key}` : source?.kind
    expect(found).toBe(wanted)
  })
})
