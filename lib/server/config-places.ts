import { type Json, type JsonObject, ownValue, setKey } from '../engine/values/value'
import { isMapping } from '../manifest/text/value'

/**
 * Places in a configuration: keys joined with dots, `credentials.client_secret`. Lists have no
 * places of their own.
 */
export type Place = string

/** The values at the ends of a configuration, by place. Lists and empty objects are ends. */
export function leavesOf(config: JsonObject): Map<Place, Json> {
  const leaves = new Map<Place, Json>()
  const visit = (object: JsonObject, prefix: string) => {
    for (const [key, value] of Object.entries(object)) {
      const place = prefix + key
      if (isMapping(value) && Object.keys(value).length > 0) visit(value, `${place}.`)
      else leaves.set(place, value)
    }
  }
  visit(config, '')
  return leaves
}

/** A copy of a configuration with these values at their places. What stands in the way is replaced. */
export function withValues(config: JsonObject, values: Iterable<readonly [Place, Json]>) {
  let result = config
  for (const [place, value] of values) result = withValue(result, place.split('.'), value)
  return result
}

function withValue(
  object: JsonObject,
  [key = '', ...rest]: readonly string[],
  value: Json,
): JsonObject {
  const copy: { [key: string]: Json } = { ...object }
  const inner = ownValue(object, key)
  setKey(
    copy,
    key,
    rest.length === 0 ? value : withValue(isMapping(inner) ? inner : {}, rest, value),
  )
  return copy
}

/** A copy of a configuration without these places. */
export function withoutPlaces(
  config: JsonObject,
  places: ReadonlySet<Place>,
  prefix = '',
): JsonObject {
  const copy: { [key: string]: Json } = {}
  for (const [key, value] of Object.entries(config)) {
    const place = prefix + key
    if (places.has(place)) continue
    setKey(copy, key, isMapping(value) ? withoutPlaces(value, places, `${place}.`) : value)
  }
  return copy
}
