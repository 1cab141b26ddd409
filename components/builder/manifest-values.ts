import { Float } from '@/lib/engine/values/value'

/** Reading values of a manifest that may hold anything at all. */

export type ManifestObject = { readonly [key: string]: unknown }

export function asObject(value: unknown): ManifestObject | undefined {
  return typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof Float)
    ? (value as ManifestObject)
    : undefined
}

export function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

export function asText(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}

/** A scalar as text; nothing for lists, mappings and empty text. */
export function scalarText(value: unknown): string | undefined {
  if (value === null || value === undefined || value === '') return undefined
  if (value instanceof Float)
    return Number.isInteger(value.value) ? value.value.toFixed(1) : `${value.value}`
  return typeof value === 'object' ? undefined : String(value)
}

/** The value at a place, or nothing. Never throws. */
export function valueAt(value: unknown, ...path: readonly (string | number)[]): unknown {
  let current = value
  for (const part of path) {
    if (typeof current !== 'object' || current === null) return undefined
    current = (current as Record<string | number, unknown>)[part]
  }
  return current
}

export function objectAt(value: unknown, ...path: readonly (string | number)[]) {
  return asObject(valueAt(value, ...path))
}

export function textAt(value: unknown, ...path: readonly (string | number)[]) {
  return asText(valueAt(value, ...path))
}

export function listAt(value: unknown, ...path: readonly (string | number)[]) {
  return asList(valueAt(value, ...path))
}

/** A value as text, to see whether it changed: integers of any size and floats kept apart. */
export function fingerprint(value: unknown): string {
  if (typeof value !== 'object' || value === null) return writtenOut(value)
  const known = fingerprints.get(value)
  if (known !== undefined) return known
  const made = writtenOut(value)
  fingerprints.set(value, made)
  return made
}

/** Several places ask for the same part with each key press, and parts are never changed in place. */
const fingerprints = new WeakMap<object, string>()

function writtenOut(value: unknown): string {
  return JSON.stringify(value, (_key, each) => (typeof each === 'bigint' ? `${each}n` : each)) ?? ''
}

/** The `type` of a component; empty when it has none. */
export function typeOf(component: unknown): string {
  return textAt(component, 'type') ?? ''
}

/** `order_items` → `Order items`. Names that hold spaces or capitals are kept as they are. */
export function titleOf(name: string): string {
  if (/[A-Z\s]/.test(name)) return name.charAt(0).toUpperCase() + name.slice(1)
  const words = name.replace(/[_-]+/g, ' ').trim()
  return words.charAt(0).toUpperCase() + words.slice(1)
}
