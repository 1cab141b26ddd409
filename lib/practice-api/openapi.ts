import type { ShopData } from './data'
import { exportSteps } from './export-jobs'
import { filters } from './filters'
import { formats } from './formats'
import { Decimal, type Row, type Value } from './json'
import { pagings } from './paging'
import { recordKinds } from './record-kinds'
import { type PracticeRoute, practiceRoutes } from './routes'
import { type SignIn, signIns } from './sign-in'
import { troubles } from './trouble'

type JsonObject = { readonly [key: string]: unknown }

/** The practice API as an OpenAPI 3.1 document, written from the same table that answers requests. */
export function openApiDocument(origin: string, data: ShopData): JsonObject {
  const schemes = Object.entries(signIns).flatMap(([name, { scheme, description }]) =>
    scheme === undefined ? [] : [[name, { ...scheme(origin), description }] as const],
  )
  return {
    openapi: '3.1.0',
    info: {
      title: 'Northwind practice API',
      version: '1.0.0',
      description: 'A small shop with every kind of page, sign-in and error to try.',
    },
    servers: [{ url: origin }],
    security: [{ bearer: [] }],
    paths: {
      ...Object.fromEntries(practiceRoutes.map((route) => [route.path, { get: operation(route) }])),
      ...Object.fromEntries(exportSteps.map((step) => [step.path, exportOperation(step)])),
      '/oauth/token': { post: tokenOperation },
    },
    components: {
      securitySchemes: Object.fromEntries(schemes),
      schemas: { ...recordSchemas(data), Error: errorSchema },
    },
  }
}

function operation(route: PracticeRoute): JsonObject {
  const paging = pagings[route.paging]
  const trouble = route.trouble && troubles[route.trouble]
  const errors = [
    ...(route.signIn === 'none' ? [] : [401]),
    ...(route.path.includes('{') ? [404] : []),
    ...(trouble?.statuses ?? []),
  ]
  return {
    operationId: route.name,
    tags: [route.group],
    summary: route.title,
    description: describeRoute(route),
    security: securityOf(route.signIn),
    parameters: [...pathParameters(route.path), ...queryParameters(route)],
    responses: {
      200: {
        description: 'Records',
        headers: Object.fromEntries(
          Object.entries(paging.headers ?? {}).map(([name, description]) => [
            name,
            { description, schema: { type: 'string' } },
          ]),
        ),
        content: { [formats[route.format ?? 'json'].contentType]: { schema: bodySchema(route) } },
      },
      ...Object.fromEntries(
        errors.map((status) => [
          status,
          { description: 'Error', content: { 'application/json': { schema: ref('Error') } } },
        ]),
      ),
    },
  }
}

function exportOperation(step: (typeof exportSteps)[number]): JsonObject {
  const { method, name, description, status, path } = step
  const properties = Object.fromEntries(
    ['id', 'status', 'download_url'].map((key) => [key, { type: 'string' }]),
  )
  const content = path.endsWith('/download')
    ? { [formats.csv.contentType]: { schema: { type: 'string' } } }
    : { 'application/json': { schema: { type: 'object', properties } } }
  return {
    [method.toLowerCase()]: {
      operationId: name,
      tags: ['Exports'],
      description,
      security: securityOf('bearer'),
      parameters: pathParameters(path),
      responses: { [status]: { description: 'Done', content } },
    },
  }
}

/** What there is to know about a route, in sentences. */
export function describeRoute(route: PracticeRoute): string {
  const trouble = route.trouble && troubles[route.trouble].description
  const paging = route.paging === 'none' ? undefined : pagings[route.paging].description
  return [trouble, paging].filter((sentence) => sentence !== undefined).join(' ')
}

function securityOf(signIn: SignIn): readonly JsonObject[] {
  return signIn === 'none' ? [] : [{ [signIn]: [] }]
}

function pathParameters(path: string): readonly JsonObject[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }))
}

function queryParameters(route: PracticeRoute): readonly JsonObject[] {
  const fromPaging = pagings[route.paging].parameters.map((parameter) => ({
    name: parameter.name,
    in: 'query',
    description: parameter.description,
    schema: {
      type: parameter.type,
      ...(parameter.default === undefined ? {} : { default: parameter.default }),
      ...(parameter.name === 'limit' || parameter.name === 'per_page'
        ? { minimum: 1, maximum: 100 }
        : {}),
    },
  }))
  const fromFilters = (route.filters ?? []).map((name) => {
    const { description, format, examples } = filters[name]
    const schema = { type: 'string', ...(format === undefined ? {} : { format }), examples }
    return { name, in: 'query', description, schema }
  })
  const fromTrouble = (route.trouble ? troubles[route.trouble].parameters : []).map((each) => ({
    name: each.name,
    in: 'query',
    description: each.description,
    schema: { type: 'integer', default: each.default },
  }))
  return [...fromPaging, ...fromFilters, ...fromTrouble]
}

function bodySchema(route: PracticeRoute): JsonObject {
  const record = ref(recordKinds[route.records].title.replaceAll(' ', ''))
  if (route.isSingle) return record
  if (route.format !== undefined && route.format !== 'json') return { type: 'string' }
  const list = { type: 'array', items: record }
  const [outermost, ...inner] = route.recordsPath
  if (outermost === undefined) return list
  const nested = inner.reduceRight<JsonObject>(
    (schema, key) => ({ type: 'object', properties: { [key]: schema } }),
    list,
  )
  const beside = Object.entries(pagings[route.paging].beside).map(([name, type]) => [
    name,
    besideSchema(name, type),
  ])
  return { type: 'object', properties: { [outermost]: nested, ...Object.fromEntries(beside) } }
}

function besideSchema(name: string, type: string): JsonObject {
  if (type === 'links') {
    return { type: 'object', properties: { next: { type: 'string', format: 'uri' } } }
  }
  return { type: name === 'next_cursor' ? [type, 'null'] : type }
}

function recordSchemas(data: ShopData): JsonObject {
  const schemas = Object.values(recordKinds).map((kind) => {
    const rows = kind.list(data, { order_id: 'ord_10707' }) ?? []
    return [kind.title.replaceAll(' ', ''), schemaOf(rows)] as const
  })
  return Object.fromEntries(schemas)
}

/** A JSON Schema that all the values fit. */
function schemaOf(values: readonly Value[]): JsonObject {
  const types = [...new Set(values.map(typeOf))].sort()
  const type = types.length === 1 ? types[0] : types
  if (types.includes('object')) return { type, ...membersOf(values.filter(isRow)) }
  if (types.includes('array')) return { type, items: { type: 'string' } }
  const isTime = values.every((value) => /^\d{4}-\d\d-\d\dT/.test(String(value)))
  return isTime ? { type, format: 'date-time' } : { type }
}

function membersOf(rows: readonly Row[]): JsonObject {
  const names = new Set(rows.flatMap((row) => Object.keys(row)))
  const properties = [...names].map((name) => [
    name,
    schemaOf(rows.flatMap((row) => (row[name] === undefined ? [] : [row[name]]))),
  ])
  return { properties: Object.fromEntries(properties) }
}

function isRow(value: Value): value is Row {
  return typeOf(value) === 'object'
}

function typeOf(value: Value): string {
  if (value === null) return 'null'
  if (value instanceof Decimal) return 'number'
  if (Array.isArray(value)) return 'array'
  if (typeof value === 'bigint' || typeof value === 'number') return 'integer'
  return typeof value
}

function ref(name: string): JsonObject {
  return { $ref: `#/components/schemas/${name}` }
}

const errorSchema = {
  type: 'object',
  properties: {
    error: {
      type: 'object',
      properties: { code: { type: 'string' }, message: { type: 'string' } },
    },
  },
}

const tokenOperation = {
  operationId: 'token',
  tags: ['Sign-in'],
  summary: 'Access token',
  description: signIns.oauth.description,
  security: [],
  requestBody: {
    required: true,
    content: {
      'application/x-www-form-urlencoded': {
        schema: {
          type: 'object',
          required: ['grant_type', 'client_id', 'client_secret'],
          properties: {
            grant_type: { type: 'string', enum: ['client_credentials'] },
            client_id: { type: 'string' },
            client_secret: { type: 'string' },
          },
        },
      },
    },
  },
  responses: {
    200: {
      description: 'An access token',
      content: {
        'application/json': {
          schema: {
            type: 'object',
            properties: {
              access_token: { type: 'string' },
              token_type: { type: 'string' },
              expires_in: { type: 'integer' },
            },
          },
        },
      },
    },
  },
}
