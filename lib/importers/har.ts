import { factsFromExchanges } from './exchanges/description'
import type { Exchange } from './exchanges/exchange'
import { type Imported, UnreadableImport } from './imported'
import { isMapping } from './openapi/document'

/** Types of answers that are no data. */
const noise = /image|font|css|javascript|html|audio|video|wasm|octet-stream/i
const noiseHosts =
  /google-analytics|googletagmanager|doubleclick|sentry\.io|segment\.(io|com)|hotjar|intercom|facebook|mixpanel|amplitude|datadoghq|newrelic|fullstory|bugsnag|clarity\.ms/i

/**
 * Facts from an HTTP archive (HAR 1.2). What a browser loads besides data is left out; pages are
 * found by comparing requests.
 *
 * @throws UnreadableImport when there is no call that brought JSON
 */
export function factsFromHar(text: string, name: string): Imported {
  const root = json(text)
  const log = isMapping(root) ? root.log : undefined
  const entries = isMapping(log) && Array.isArray(log.entries) ? log.entries : []
  const exchanges = entries.flatMap(
    (entry, index) => exchangeOf(entry, `/log/entries/${index}`) ?? [],
  )
  if (exchanges.length === 0) throw new UnreadableImport(`${name} has no call that brought JSON`)
  return factsFromExchanges(exchanges, { name, title: hostOf(exchanges) })
}

function hostOf([first]: readonly Exchange[]): string {
  return /^https?:\/\/([^/]+)/.exec(first?.url ?? '')?.[1] ?? 'API'
}

function json(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch {
    return undefined
  }
}

function exchangeOf(entry: unknown, place: string): Exchange | undefined {
  if (!isMapping(entry) || !isMapping(entry.request) || !isMapping(entry.response)) return undefined
  const { request, response } = entry
  const { url, method } = request
  if (typeof url !== 'string' || typeof method !== 'string' || noiseHosts.test(url))
    return undefined
  if (!/^(GET|POST)$/i.test(method)) return undefined
  const content = isMapping(response.content) ? response.content : {}
  const answer = json(bodyText(content))
  if (answer === undefined || noise.test(String(content.mimeType ?? ''))) return undefined
  const status = Number(response.status)
  if (status >= 400) return undefined
  const post = isMapping(request.postData) ? request.postData.text : undefined
  return {
    place,
    method: method.toUpperCase(),
    url,
    headers: headersOf(request.headers),
    body: typeof post === 'string' ? post : undefined,
    status,
    response: answer,
    responseHeaders: headersOf(response.headers),
  }
}

function bodyText(content: { readonly [key: string]: unknown }): string {
  const text = typeof content.text === 'string' ? content.text : ''
  if (content.encoding !== 'base64') return text
  try {
    return new TextDecoder().decode(Uint8Array.from(atob(text), (each) => each.charCodeAt(0)))
  } catch {
    return ''
  }
}

function headersOf(list: unknown): [string, string][] {
  if (!Array.isArray(list)) return []
  return list.flatMap((each) =>
    isMapping(each) && typeof each.name === 'string' && !each.name.startsWith(':')
      ? [[each.name, String(each.value ?? '')] as [string, string]]
      : [],
  )
}
