import { parseJson } from '@/lib/engine/values/json'
import { isObject, type Json } from '@/lib/engine/values/value'

/** Where APIs say what went wrong, the most telling first. */
const names = [
  'message',
  'error_message',
  'errorMessage',
  'error_description',
  'detail',
  'details',
  'title',
  'msg',
  'reason',
  'description',
  'error',
  'errors',
  'fault',
  'failures',
] as const

const depthMax = 6

/** The sentence for a person in the body of a refusal; nothing when it holds none. */
export function wordsIn(body: string): string | undefined {
  if (/^\s*<(!doctype|html)/i.test(body)) return wordsOfPage(body)
  try {
    return wordsOf(parseJson(body), 0)
  } catch {
    return undefined
  }
}

function wordsOf(value: Json, depth: number): string | undefined {
  if (typeof value === 'string') return value.trim() === '' ? undefined : value.trim()
  if (depth > depthMax || typeof value !== 'object' || value === null) return undefined
  if (Array.isArray(value)) {
    const found = value.flatMap((each: Json) => wordsOf(each, depth + 1) ?? [])
    return found.length === 0 ? undefined : found.slice(0, 3).join(', ')
  }
  if (!isObject(value)) return undefined
  for (const name of names) {
    const words = Object.hasOwn(value, name) ? wordsOf(value[name] ?? null, depth + 1) : undefined
    if (words !== undefined) return words
  }
  return undefined
}

function wordsOfPage(html: string): string | undefined {
  const title = /<title[^>]*>([^<]+)<\/title>/i.exec(html)?.[1]?.trim()
  return title === '' ? undefined : title
}
