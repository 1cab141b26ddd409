import { z } from 'zod'
import { Float, type Json, type JsonObject } from '../engine/values/value'

/** A JSON object, with whole numbers of any size and `10.0` kept apart from `10`. */
export const jsonObjectSchema = z
  .custom<JsonObject>((value) => isJson(value) && isPlainObject(value), {
    error: 'Expected a JSON object',
  })
  .meta({ type: 'object', description: 'A JSON object. Whole numbers may have any size.' })

/** Any JSON value, kept apart in the same way. */
export const jsonSchema = z
  .custom<Json>(isJson, { error: 'Expected a JSON value' })
  .meta({ description: 'Any JSON value.' })

function isJson(value: unknown): boolean {
  const pending: unknown[] = [value]
  while (pending.length > 0) {
    const next = pending.pop()
    if (Array.isArray(next)) for (const item of next) pending.push(item)
    else if (isPlainObject(next)) for (const item of Object.values(next)) pending.push(item)
    else if (!isScalar(next)) return false
  }
  return true
}

function isScalar(value: unknown): boolean {
  if (value === null || value instanceof Float) return true
  if (typeof value === 'number') return Number.isFinite(value)
  return typeof value === 'string' || typeof value === 'boolean' || typeof value === 'bigint'
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}
