import type { EngineResponse } from '../response'
import { type JsonObject, setKey } from '../values/value'

/** Headers by name in their original case, and under `link` the links of a Link header by relation. */
export function paginationHeaders(response: EngineResponse): JsonObject {
  const headers: { [name: string]: JsonObject | string } = {}
  for (const [name, value] of response.headers) {
    const present = headers[name]
    setKey(headers, name, typeof present === 'string' ? `${present}, ${value}` : value)
  }
  headers.link = parseLinks(response.header('link') ?? '')
  return headers
}

/** The links of a Link header (RFC 8288) by relation, or by URL when they have none. */
export function parseLinks(header: string): JsonObject {
  const links: { [key: string]: JsonObject } = {}
  const trimmed = header.replace(/^[ '"]+|[ '"]+$/g, '')
  if (trimmed === '') return links
  for (const part of trimmed.split(/, *</)) {
    const [target = '', ...parameters] = part.split(';')
    const link: { [key: string]: string } = { url: strip(target, /^[<>'" ]+|[<>'" ]+$/g) }
    for (const parameter of parameters) {
      const [key, value, ...more] = parameter.split('=')
      // Python's requests gives up here too, and leaves out what follows.
      if (key === undefined || value === undefined || more.length > 0) break
      setKey(link, strip(key, /^[ '"]+|[ '"]+$/g), strip(value, /^[ '"]+|[ '"]+$/g))
    }
    setKey(links, link.rel || link.url || '', link)
  }
  return links
}

function strip(text: string, ends: RegExp): string {
  return text.replace(ends, '')
}
