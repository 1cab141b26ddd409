import type { Confidence, Evidence, Pagination, Place } from '../facts'
import { at, evidenceOf, itemsOf, jsonText, type Located, rawAt, rootOf, textAt } from './document'
import type { Operation } from './operations'

interface Declared {
  readonly pagination: Pagination
  readonly confidence: Confidence
  readonly evidence: Evidence[]
}

/** Paging that a vendor extension of OpenAPI declares: Microsoft, Speakeasy, Fern, Datadog. */
export function declaredPaging(operation: Operation): Declared | undefined {
  for (const read of [microsoft, speakeasy, fern, datadog]) {
    const found = read(operation)
    if (found) return found
  }
  return undefined
}

function certain(located: Located, pagination: Pagination): Declared {
  return {
    pagination,
    confidence: 'certain',
    evidence: [evidenceOf(located, jsonText(located.value))],
  }
}

/** x-ms-pageable: `nextLinkName` null means one page. */
function microsoft({ located }: Operation): Declared | undefined {
  const declared = at(located, 'x-ms-pageable')
  if (!declared) return undefined
  const link = rawAt(declared, 'nextLinkName')
  if (link === null || link === '') return certain(declared, { kind: 'none' })
  const path = typeof link === 'string' ? [link] : ['nextLink']
  return certain(declared, { kind: 'next-url', from: { in: 'body', path } })
}

/** x-speakeasy-pagination: `inputs` name parameters, `outputs` are JSONPaths. */
function speakeasy({ located, document }: Operation): Declared | undefined {
  const declared =
    prefixed(located, 'speakeasy-pagination') ?? prefixed(rootOf(document), 'speakeasy-pagination')
  if (!declared) return undefined
  const input = (type: string) =>
    itemsOf(at(declared, 'inputs')).find((each) => textAt(each, 'type') === type)
  const output = (key: string) => jsonPath(textAt(at(declared, 'outputs'), key))
  const url = output('nextUrl')
  if (textAt(declared, 'type') === 'url' && url) {
    return certain(declared, { kind: 'next-url', from: { in: 'body', path: url } })
  }
  const cursor = input('cursor')
  const path = output('nextCursor')
  if (cursor && path) {
    return certain(declared, {
      kind: 'cursor',
      token: inputPlace(cursor),
      from: { in: 'body', path },
    })
  }
  const offset = input('offset')
  if (offset) return certain(declared, { kind: 'offset', token: inputPlace(offset) })
  const page = input('page')
  return page && certain(declared, { kind: 'page', token: inputPlace(page), firstPage: 1 })
}

function prefixed(located: Located, name: string): Located | undefined {
  const value = located.value as Record<string, unknown>
  const key = Object.keys(value)
    .sort()
    .find((each) => each.startsWith('x-') && each.endsWith(name))
  return key === undefined ? undefined : at(located, key)
}

function inputPlace(input: Located): Place {
  return {
    in: textAt(input, 'in') === 'requestBody' ? 'body' : 'query',
    name: textAt(input, 'name'),
  }
}

/** x-fern-pagination: `$request.x` and `$response.y` paths. */
function fern({ located }: Operation): Declared | undefined {
  const declared = at(located, 'x-fern-pagination')
  const place = (key: string): Place | undefined => {
    const match = /^\$request\.(.+)$/.exec(textAt(declared, key))
    const name = match?.[1]?.replace(/^(query|body)\./, '')
    return name === undefined ? undefined : { in: 'query', name }
  }
  const path = /^\$response\.(.+)$/.exec(textAt(declared, 'next_cursor'))?.[1]?.split('.')
  const cursor = place('cursor')
  if (declared && cursor && path) {
    return certain(declared, {
      kind: 'cursor',
      token: bodyOr(cursor, located),
      from: { in: 'body', path },
    })
  }
  const offset = place('offset')
  return declared && offset && certain(declared, { kind: 'offset', token: bodyOr(offset, located) })
}

function bodyOr(place: Place, operation: Located): Place {
  return at(operation, 'requestBody') ? { ...place, in: 'body' } : place
}

/** x-pagination as Datadog writes it: `cursorParam` may start with `body.`. */
function datadog({ located }: Operation): Declared | undefined {
  const declared = at(located, 'x-pagination')
  const place = (key: string): Place | undefined => {
    const name = textAt(declared, key)
    if (name === '') return undefined
    return name.startsWith('body.') ? { in: 'body', name: name.slice(5) } : { in: 'query', name }
  }
  if (!declared) return undefined
  const cursor = place('cursorParam')
  const path = textAt(declared, 'cursorPath')
  if (cursor && path !== '') {
    return certain(declared, {
      kind: 'cursor',
      token: cursor,
      from: { in: 'body', path: path.split('.') },
    })
  }
  const offset = place('pageOffsetParam')
  if (offset) return certain(declared, { kind: 'offset', token: offset })
  const page = place('pageParam')
  const start = rawAt(declared, 'pageStart')
  const firstPage = typeof start === 'number' ? start : 0
  return page && certain(declared, { kind: 'page', token: page, firstPage })
}

/** `$.a.b` as keys; undefined for what selects anything else than a chain of keys. */
function jsonPath(text: string): string[] | undefined {
  const match = /^\$((?:\.[\w@$-]+)+)$/.exec(text)
  return match?.[1]?.slice(1).split('.')
}

/** The records' place that an extension declares, as keys. */
export function declaredRecords(
  operation: Operation,
): { path: string[]; located: Located } | undefined {
  const microsoftPaging = at(operation.located, 'x-ms-pageable')
  if (microsoftPaging)
    return { path: [textAt(microsoftPaging, 'itemName') || 'value'], located: microsoftPaging }
  const airbyte = at(operation.located, 'x-airbyte-record-extractor')
  const path =
    typeof airbyte?.value === 'string' ? jsonPath(airbyte.value.replace(/\[\*\]$/, '')) : undefined
  if (airbyte && path) return { path, located: airbyte }
  const results = textAt(at(operation.located, 'x-pagination'), 'resultsPath')
  const declared = at(operation.located, 'x-pagination')
  return declared && results !== '' ? { path: results.split('.'), located: declared } : undefined
}

/** The keys that x-primary-key names, on the schema of a record. */
export function declaredKey(item: Located | undefined): string[] | undefined {
  const names = rawAt(item, 'x-primary-key')
  if (typeof names === 'string') return [names]
  const isList = Array.isArray(names) && names.every((each) => typeof each === 'string')
  return isList ? (names as string[]) : undefined
}
