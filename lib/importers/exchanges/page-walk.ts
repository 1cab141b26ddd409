import { isMapping } from '../openapi/document'
import { type Exchange, partsOf } from './exchange'

/** How deep a response is searched for the value that the next request sent. */
const depthMax = 4

/**
 * The way of paging that successive requests of one operation show: a value of a response that the
 * next request sends, or a number that grows. Written as the extension of OpenAPI that declares it.
 */
export function pageWalk(exchanges: readonly Exchange[]): Record<string, object> | undefined {
  for (const [index, exchange] of exchanges.entries()) {
    const next = exchanges[index + 1]
    if (!next) return undefined
    const found = urlStep(exchange, next) ?? tokenStep(exchange, next) ?? countStep(exchange, next)
    if (found) return { 'x-speakeasy-pagination': found }
  }
  return undefined
}

function urlStep({ response }: Exchange, next: Exchange): object | undefined {
  const path = pathOf(response, (value) => typeof value === 'string' && sameUrl(value, next.url))
  return path && { type: 'url', outputs: { nextUrl: `$.${path.join('.')}` } }
}

function sameUrl(value: string, url: string): boolean {
  return /^https?:\/\//.test(value) && decodedUrl(value) === decodedUrl(url)
}

function decodedUrl(url: string): string {
  const parts = partsOf(url)
  return parts ? JSON.stringify([parts.origin, parts.path, parts.query.sort()]) : url
}

/** Parameters whose value changed from one request to the next. */
function changes(one: Exchange, next: Exchange): [string, string | undefined, string][] {
  const before = new Map(partsOf(one.url)?.query)
  return (partsOf(next.url)?.query ?? [])
    .filter(([name, value]) => before.get(name) !== value)
    .map(([name, value]) => [name, before.get(name), value])
}

function tokenStep(one: Exchange, next: Exchange): object | undefined {
  for (const [name, before, value] of changes(one, next)) {
    if (/^\d{1,6}$/.test(value) && (before === undefined || /^\d{1,6}$/.test(before))) continue
    const path = pathOf(one.response, (each) => each !== '' && String(each) === value)
    if (path) {
      return {
        type: 'cursor',
        inputs: [{ name, in: 'parameters', type: 'cursor' }],
        outputs: { nextCursor: `$.${path.join('.')}` },
      }
    }
  }
  return undefined
}

function countStep(one: Exchange, next: Exchange): object | undefined {
  for (const [name, before, value] of changes(one, next)) {
    const to = Number(value)
    const from = before === undefined ? undefined : Number(before)
    if (!/^\d{1,7}$/.test(value) || (before !== undefined && !/^\d{1,7}$/.test(before))) continue
    const step = to - (from ?? (to === 2 ? 1 : 0))
    if (step < 1) continue
    const type = step === 1 && /p/i.test(name) ? 'page' : 'offset'
    return { type: 'offsetLimit', inputs: [{ name, in: 'parameters', type }] }
  }
  return undefined
}

/** The keys that lead to a value, through mappings only: records are no frames. */
function pathOf(
  value: unknown,
  isWanted: (value: unknown) => boolean,
  depth = 0,
): string[] | undefined {
  if (!isMapping(value) || depth > depthMax) return undefined
  for (const key of Object.keys(value).sort()) {
    const inner = value[key]
    if ((typeof inner === 'string' || typeof inner === 'number') && isWanted(inner)) return [key]
    const path = pathOf(inner, isWanted, depth + 1)
    if (path) return [key, ...path]
  }
  return undefined
}
