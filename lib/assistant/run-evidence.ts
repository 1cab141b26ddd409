import type { Evidence } from '../importers/facts'
import { exampleSchema } from '../importers/openapi/example-schema'
import type { SchemaView } from '../importers/openapi/schema-view'
import type { CallView, PageView, SliceView, TestRead } from '../testread/test-read'

/** The slice that says most about a stream: the first whose pages brought something, else the first. */
export function telling(read: TestRead): SliceView | undefined {
  const withRecords = read.slices.find(({ pages }) =>
    pages.some(({ foundCount }) => foundCount > 0),
  )
  return withRecords ?? read.slices.find(({ pages }) => pages.length > 0)
}

/** The call that brought a page. */
export function callOf(read: TestRead, page: PageView | undefined): CallView | undefined {
  return read.calls.find(({ call }) => call === page?.call)
}

/** The body of a call as JSON; undefined when it is none or was cut. */
export function bodyOf(call: CallView | undefined): unknown {
  const response = call?.response
  if (!response || response.isTruncated) return undefined
  try {
    return JSON.parse(response.bodyText)
  } catch {
    return undefined
  }
}

/** Query parameters that a call sent. */
export function queryOf(call: CallView | undefined): URLSearchParams {
  return new URLSearchParams(/\?([^#]*)/.exec(call?.sent.url ?? '')?.[1] ?? '')
}

/** The path of a URL, `/` for what is none. */
export function pathOfUrl(url: string): string {
  return /^https?:\/\/[^/]+([^?#]*)/.exec(url)?.[1] ?? '/'
}

/** Values that a call sent in a JSON body, as dotted names. */
export function bodyNamesOf(call: CallView | undefined): Map<string, unknown> {
  const names = new Map<string, unknown>()
  try {
    flatten(JSON.parse(call?.sent.body ?? ''), '', names)
  } catch {
    // No body, or one that is no JSON.
  }
  return names
}

function flatten(value: unknown, name: string, into: Map<string, unknown>): void {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    if (name !== '') into.set(name, value)
    return
  }
  for (const [key, each] of Object.entries(value)) {
    flatten(each, name === '' ? key : `${name}.${key}`, into)
  }
}

/** Evidence in a response of a run: the call, a JSON pointer into its body and what stands there. */
export function evidenceOfCall(
  call: CallView | undefined,
  pointer: string,
  quote: string,
): Evidence {
  return { document: `call ${call?.call ?? '?'}`, pointer, quote: quote.slice(0, 160) }
}

/** `meta.next` or `body.meta.next` as keys; undefined for headers and places in lists. */
export function keysOfPlace(place: string): string[] | undefined {
  if (/^header /i.test(place) || place.includes('[')) return undefined
  return place.replace(/^body\./, '').split('.')
}

/** A value as a schema that the rules for documents can read. */
export function viewOfValue(value: unknown): SchemaView | undefined {
  const document = { name: 'run', root: {}, isSwagger2: false, places: new Map() }
  return exampleSchema({ value, pointer: '', document })
}
