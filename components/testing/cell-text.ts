import { stringifyJson } from '@/lib/engine/values/json'
import { Float, floatText, type Json } from '@/lib/engine/values/value'

/** A value as one line: text without quotes, numbers with all their digits, the rest as JSON. */
export function cellText(value: Json, charactersMax = 300): string {
  if (typeof value === 'string') return cut(value, charactersMax)
  if (value === null) return 'null'
  if (typeof value === 'object' && !(value instanceof Float)) {
    return cut(stringifyJson(value), charactersMax)
  }
  return numberText(value)
}

/** The digits as they came: `10.0` stays `10.0`, a long identifier keeps its end. */
export function numberText(value: number | bigint | boolean | Float): string {
  if (value instanceof Float) return floatText(value.value)
  return String(value)
}

const cut = (text: string, max: number) => (text.length > max ? `${text.slice(0, max)}…` : text)
