import { isDict } from './compare'
import { toText } from './text'
import { Bytes, isObject, Tuple, type Value } from './value'

/**
 * Text as it stands in a form or query: space is `+`, letters, digits and `_.-~` stay, the rest is
 * UTF-8 in percent escapes. Lone surrogates become `?`, which is all that UTF-8 has for them.
 */
export function quotePlus(text: string): string {
  return quote(text).replaceAll('%20', '+')
}

/** As `quotePlus`, with `%20` for space; characters of `safe` stay as well. */
export function quote(text: string, safe = ''): string {
  const quoted = encodeURIComponent(text.toWellFormed()).replace(
    /[!'()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  if (safe === '') return quoted
  return quoted.replace(/%[\dA-F]{2}/g, (code) => {
    const char = String.fromCharCode(Number.parseInt(code.slice(1), 16))
    return safe.includes(char) ? char : code
  })
}

/**
 * The pairs of a form or query: a list becomes several pairs, null none, everything else its
 * Python text (`True`, `1.0`).
 */
export function formPairs(fields: { readonly [key: string]: Value }): [string, string][] {
  const pairs: [string, string][] = []
  for (const [key, value] of Object.entries(fields)) {
    for (const item of itemsOf(value)) {
      if (item !== null) pairs.push([key, fieldText(item)])
    }
  }
  return pairs
}

/** Fields as `application/x-www-form-urlencoded`: `i=1&f=1.0&t=True&l=1&l=x`. */
export function encodeForm(fields: { readonly [key: string]: Value }): string {
  return formPairs(fields)
    .map(([key, value]) => `${quotePlus(key)}=${quotePlus(value)}`)
    .join('&')
}

/** A dict that stands for a value is taken as the list of its keys. */
function itemsOf(value: Value): readonly Value[] {
  if (Array.isArray(value)) return value
  if (value instanceof Tuple) return value.items
  if (isObject(value)) return Object.keys(value)
  return isDict(value) ? [...value.keys()] : [value]
}

function fieldText(value: Value): string {
  return value instanceof Bytes ? new TextDecoder().decode(value.data) : toText(value)
}
