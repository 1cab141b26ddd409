import { parseJson, stringifyJson } from '../engine/values/json'
import { isObject, type Json } from '../engine/values/value'

/** A request as it is compared with recorded ones. */
export interface ComparableRequest {
  readonly method: string
  readonly url: string
  readonly body: string
}

/**
 * Text that is the same for requests that ask for the same: whatever the order of parameters, form
 * fields and JSON keys, the spelling of percent escapes, and the signatures of tokens.
 */
export function requestKey({ method, url, body }: ComparableRequest): string {
  const [address = '', query = ''] = splitOnce(url.split('#')[0] ?? '', '?')
  return JSON.stringify([
    method.toUpperCase(),
    normalAddress(address),
    pairs(query),
    normalBody(body),
  ])
}

function normalAddress(address: string): string {
  const match = /^(https?:\/\/)([^/]*)(.*)$/i.exec(address)
  if (!match) return decoded(address)
  const [, scheme = '', host = '', path = ''] = match
  const origin = `${scheme}${host}`.toLowerCase()
  const withoutPort = origin.replace(/^(https:.*):443$/, '$1').replace(/^(http:.*):80$/, '$1')
  return withoutPort + (decoded(path) || '/')
}

function pairs(query: string): string[] {
  return query
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair) => {
      const [name = '', value = ''] = splitOnce(pair.replaceAll('+', ' '), '=')
      return `${decoded(name)}=${openTokens(decoded(value))}`
    })
    .sort()
}

function normalBody(body: string): string {
  if (body === '') return ''
  const json = jsonOf(body)
  if (json !== undefined) return openTokens(stringifyJson(sorted(json)))
  return /^[^=&\s{}[\]]+=/.test(body) ? pairs(body).join('&') : openTokens(body)
}

function jsonOf(text: string): Json | undefined {
  if (!/^\s*[[{]/.test(text)) return undefined
  try {
    return parseJson(text)
  } catch {
    return undefined
  }
}

function sorted(value: Json): Json {
  if (Array.isArray(value)) return value.map(sorted)
  if (!isObject(value)) return value
  const entries = Object.entries(value as { readonly [key: string]: Json })
  entries.sort(([left], [right]) => (left < right ? -1 : 1))
  return Object.fromEntries(entries.map(([key, each]) => [key, sorted(each)]))
}

/** Opens signed tokens (JWT), since the order of their keys, and so the signature, may differ. */
function openTokens(text: string): string {
  return text.replace(/eyJ[\w-]+\.[\w-]+\.[\w-]+/g, (token) => {
    const [head = '', payload = ''] = token.split('.')
    const parts = [head, payload].map((part) => jsonOf(fromBase64Url(part)))
    return parts.every((part) => part !== undefined)
      ? `token(${parts.map((part) => stringifyJson(sorted(part ?? null))).join()})`
      : token
  })
}

function fromBase64Url(text: string): string {
  try {
    const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'))
    return new TextDecoder().decode(Uint8Array.from(binary, (unit) => unit.charCodeAt(0)))
  } catch {
    return ''
  }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

function splitOnce(text: string, mark: string): [string, string] {
  const at = text.indexOf(mark)
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)]
}
