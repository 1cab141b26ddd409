import {
  at,
  itemsOf,
  keysOf,
  type Located,
  rawAt,
  rootOf,
  type SpecDocument,
  textAt,
} from './document'
import { exampleSchema } from './example-schema'
import { propertiesOf, requiredOf, type SchemaView, schemaAt, viewOf } from './schema-view'

export interface Parameter {
  readonly name: string
  readonly in: 'query' | 'header' | 'path' | 'body' | 'cookie'
  readonly located: Located
  /** In Swagger 2.0 the parameter itself is its schema. */
  readonly schema: SchemaView
  readonly description: string
  readonly isRequired: boolean
  readonly isDeprecated: boolean
}

export interface Operation {
  readonly document: SpecDocument
  readonly method: string
  readonly path: string
  readonly located: Located
  readonly pathItem: Located
  readonly parameters: readonly Parameter[]
  /** Schema of the answer when it succeeds; from examples where none is declared. */
  readonly response: SchemaView | undefined
  readonly responseHeaders: readonly string[]
  readonly text: string
  readonly isDeprecated: boolean
}

const methods = ['get', 'post'] as const

/** Operations that could read something, in the order of their paths. */
export function operationsOf(document: SpecDocument): Operation[] {
  const paths = at(rootOf(document), 'paths')
  return keysOf(paths).flatMap((path) => {
    const item = path.startsWith('/') ? at(paths, path) : undefined
    if (!item) return []
    return methods.flatMap((method) => {
      const located = at(item, method)
      return located && keysOf(located).length > 0
        ? [operation(document, method, path, located, item)]
        : []
    })
  })
}

function operation(
  document: SpecDocument,
  method: string,
  path: string,
  located: Located,
  pathItem: Located,
): Operation {
  const response = successOf(at(located, 'responses'))
  return {
    document,
    method: method.toUpperCase(),
    path,
    located,
    pathItem,
    parameters: parametersOf(located, pathItem),
    response: response && responseSchema(response, document),
    responseHeaders: keysOf(at(response, 'headers')),
    text: [textAt(located, 'summary'), textAt(located, 'description')].join('\n'),
    isDeprecated: rawAt(located, 'deprecated') === true,
  }
}

/** Of the answers the one that brings data: 200, another 2xx, the default. */
function successOf(responses: Located | undefined): Located | undefined {
  const codes = keysOf(responses)
  const code =
    codes.find((each) => each === '200') ??
    codes.find((each) => /^2(\d\d|XX)$/i.test(each) && each !== '204') ??
    codes.find((each) => each === 'default')
  return code === undefined ? undefined : at(responses, code)
}

function responseSchema(response: Located, document: SpecDocument): SchemaView | undefined {
  if (document.isSwagger2) {
    const schema = schemaAt(response, 'schema')
    const example = jsonMedia(at(response, 'examples'))
    return schema && !isBare(schema) ? schema : ((example && exampleSchema(example)) ?? schema)
  }
  const media = jsonMedia(at(response, 'content'))
  const schema = schemaAt(media, 'schema')
  if (schema && !isBare(schema)) return schema
  const example = exampleOf(media) ?? (schema && at(schema.located, 'example'))
  return (example && exampleSchema(example)) ?? schema
}

/** A schema that says nothing about what is inside. */
function isBare(view: SchemaView): boolean {
  return keysOf(view.located).every(
    (key) => !/^(properties|items|allOf|oneOf|anyOf|additionalProperties)$/.test(key),
  )
}

function exampleOf(media: Located | undefined): Located | undefined {
  const single = at(media, 'example')
  if (single) return single
  const examples = at(media, 'examples')
  for (const key of keysOf(examples)) {
    const value = at(examples, key, 'value')
    if (value && typeof value.value === 'object') return value
  }
  return undefined
}

/** JSON before anything else; vendor types and wildcards count as JSON. */
function jsonMedia(content: Located | undefined): Located | undefined {
  const types = keysOf(content)
  const type =
    types.find((each) => /^application\/json\b/i.test(each)) ??
    types.find((each) => /json/i.test(each)) ??
    types.find((each) => each.includes('*'))
  return type === undefined ? undefined : at(content, type)
}

function parametersOf(located: Located, pathItem: Located): Parameter[] {
  const found = new Map<string, Parameter>()
  for (const each of [
    ...itemsOf(at(located, 'parameters')),
    ...itemsOf(at(pathItem, 'parameters')),
  ]) {
    for (const parameter of parameterFrom(each)) {
      const key = `${parameter.in} ${parameter.name}`
      if (!found.has(key)) found.set(key, parameter)
    }
  }
  for (const parameter of bodyParameters(at(located, 'requestBody'))) {
    found.set(`body ${parameter.name}`, parameter)
  }
  return [...found.values()].sort((one, other) => (one.name < other.name ? -1 : 1))
}

function parameterFrom(located: Located): Parameter[] {
  const name = textAt(located, 'name')
  const place = textAt(located, 'in')
  if (place === 'body') {
    return bodyFields(schemaAt(located, 'schema'))
  }
  if (name === '' || !/^(query|header|path|cookie)$/.test(place)) return []
  const schema =
    schemaAt(located, 'schema') ??
    schemaAt(jsonMedia(at(located, 'content')), 'schema') ??
    viewOf(located)
  const parameter: Parameter = {
    name,
    in: place as Parameter['in'],
    located,
    schema,
    description: textAt(located, 'description') || textAt(schema.located, 'description'),
    isRequired: rawAt(located, 'required') === true,
    isDeprecated: rawAt(located, 'deprecated') === true,
  }
  return place === 'query' && schema.type === 'object' ? expanded(parameter) : [parameter]
}

/** Objects that JSON:API sends as `name[field]`, although documents rarely declare the style. */
const bracketed = /^(page|filters?|fields?|sort|date|created|updated|pagination|paginate)$/i

/**
 * An object in the query is sent as `name[field]` where it is declared as a deepObject or called as in
 * JSON:API, else as its fields (OpenAPI 3: style form, exploded).
 */
function expanded(parameter: Parameter): Parameter[] {
  const inner = fieldsOf(parameter.schema)
  if (inner.length === 0) return [parameter]
  const { located, name } = parameter
  const style = textAt(located, 'style')
  const isFlat = style === 'form' || (style === '' && !bracketed.test(name))
  return inner.map((field) => ({
    ...field,
    in: 'query' as const,
    name: isFlat && rawAt(located, 'explode') !== false ? field.name : `${name}[${field.name}]`,
    isRequired: parameter.isRequired && field.isRequired,
  }))
}

function bodyParameters(body: Located | undefined): Parameter[] {
  return bodyFields(schemaAt(jsonMedia(at(body, 'content')), 'schema'))
}

/** Fields of a body, those of objects in it with dotted names. */
function bodyFields(schema: SchemaView | undefined): Parameter[] {
  if (!schema) return []
  const fields = fieldsOf(schema)
  const nested = fields
    .filter((field) => field.schema.type === 'object')
    .flatMap((field) =>
      fieldsOf(field.schema).map((inner) => ({
        ...inner,
        name: `${field.name}.${inner.name}`,
        isRequired: false,
      })),
    )
  return [...fields, ...nested]
}

function fieldsOf(schema: SchemaView): Parameter[] {
  const required = requiredOf(schema)
  return [...propertiesOf(schema)].map(([name, view]) => ({
    name,
    in: 'body' as const,
    located: view.located,
    schema: view,
    description: textAt(view.located, 'description'),
    isRequired: required.has(name),
    isDeprecated: rawAt(view.located, 'deprecated') === true,
  }))
}
