import type { Json, JsonObject } from '../engine/values/value'
import { isObject } from '../engine/values/value'

/** Whether a JSON value is an object: no list, no number that is kept as an object. */
export function isJsonObject(value: Json | undefined): value is JsonObject {
  return value !== undefined && isObject(value)
}
