import { Float, type Json } from '@/lib/engine/values/value'
import { countOf } from '../ui/measures'

/** The type of a value in a word. */
export function typeWord(value: Json): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return `list of ${value.length.toLocaleString('en')}`
  if (typeof value === 'string') return 'text'
  if (typeof value === 'boolean') return 'true or false'
  if (typeof value === 'object' && !(value instanceof Float)) return 'object'
  return 'number'
}

/** What a place held over several responses: `2 texts; 5 times null, once missing`. */
export function heldWords(held: readonly (Json | undefined)[]): string {
  const counts = new Map<string, number>()
  for (const value of held) {
    const kind = kindOf(value)
    counts.set(kind, (counts.get(kind) ?? 0) + 1)
  }
  return [...counts].map(([kind, count]) => phrase(kind, count)).join(', ')
}

function kindOf(value: Json | undefined): string {
  if (value === undefined) return 'missing'
  if (value === '') return 'empty text'
  if (Array.isArray(value)) return 'list'
  return value === null ? 'null' : typeWord(value)
}

function phrase(kind: string, count: number): string {
  if (kind === 'text' || kind === 'number' || kind === 'list' || kind === 'object')
    return countOf(count, kind)
  return count === 1 ? `once ${kind}` : `${count} times ${kind}`
}
