import { rawAt, textAt } from './document'
import type { SchemaView } from './schema-view'

/** The usual way to write a moment. */
export const isoDateTime = '%Y-%m-%dT%H:%M:%SZ'

const byExample: readonly [RegExp, string][] = [
  [/^\d{4}-\d\d-\d\d$/, '%Y-%m-%d'],
  [/^\d{4}-\d\d-\d\dT[\d:]+\.\d+Z$/, '%Y-%m-%dT%H:%M:%S.%fZ'],
  [/^1\d{9}$/, '%s'],
  [/^1\d{12}$/, '%ms'],
]

/**
 * The format of a date as strftime words: from its format, its example, its description, else the
 * fallback. Unix seconds are `%s`, milliseconds `%ms`.
 */
export function formatOf(view: SchemaView, description = '', fallback = isoDateTime): string {
  const format = String(rawAt(view.located, 'format') ?? '')
  const text = `${textAt(view.located, 'description')} ${description}`
  const example = String(rawAt(view.located, 'example') ?? '')
  if (format === 'date') return '%Y-%m-%d'
  if (view.type === 'integer' || view.type === 'number') return unixFormat(text, example)
  const known = byExample.find(([pattern]) => pattern.test(example))
  if (known) return known[1]
  if (format === 'date-time') return isoDateTime
  return fromText(text) ?? fallback
}

function unixFormat(text: string, example: string): string {
  return /milli|javascript/i.test(text) || /^1\d{12}$/.test(example) ? '%ms' : '%s'
}

function fromText(text: string): string | undefined {
  if (/\bYYYY-MM-DD\b(?!T)/i.test(text) && !/hh:mm/i.test(text)) return '%Y-%m-%d'
  return /\b(unix|epoch)\b/i.test(text) ? unixFormat(text, '') : undefined
}
