import { ReadFailed } from './errors'
import type { Patch } from './stream-scope'
import { isObject, setKey, type Value, type ValueObject } from './values/value'

/**
 * Puts what several components add to a request together, in order.
 *
 * Twice the same key is an error, except in JSON bodies, where objects merge and equal values agree.
 *
 * @throws ReadFailed `request_collision`
 */
export function mergePatches(patches: readonly Patch[]): Patch {
  if (patches.length === 1 && patches[0]) return patches[0]
  return {
    params: mergeMaps(patches.map((patch) => patch.params)),
    headers: mergeMaps(patches.map((patch) => patch.headers)),
    bodyData: mergeBodies(patches.map((patch) => patch.bodyData)),
    bodyJson: mergeBodies(
      patches.map((patch) => patch.bodyJson),
      true,
    ),
  }
}

function mergeMaps(maps: readonly (ValueObject | undefined)[]): ValueObject | undefined {
  const filled = maps.filter((map) => map !== undefined && Object.keys(map).length > 0)
  if (filled.length <= 1) return filled[0]
  const merged: { [key: string]: Value } = {}
  for (const map of filled) addKeys(merged, map ?? {}, false, [])
  return merged
}

function mergeBodies(
  bodies: readonly (ValueObject | string | undefined)[],
  isJson = false,
): ValueObject | string | undefined {
  const texts = bodies.filter((body) => typeof body === 'string')
  const objects = bodies.filter((body) => typeof body === 'object' && Object.keys(body).length > 0)
  if (texts.length === 0) return mergeObjects(objects as ValueObject[], isJson)
  if (texts.length === 1 && objects.length === 0) return texts[0]
  throw new ReadFailed(
    'request_collision',
    'manifest',
    'The body of a request is text and something else wants to add to it. Use a form or JSON body, or inject the value elsewhere.',
    { internalMessage: 'ValueError: Cannot combine multiple options if one is a string' },
  )
}

function mergeObjects(objects: readonly ValueObject[], isJson: boolean): ValueObject | undefined {
  if (objects.length <= 1) return objects[0]
  const merged: { [key: string]: Value } = {}
  for (const each of objects) addKeys(merged, each, isJson, [])
  return merged
}

function addKeys(
  target: { [key: string]: Value },
  source: ValueObject,
  mayAgree: boolean,
  path: readonly string[],
): void {
  for (const [key, value] of Object.entries(source)) {
    const present = Object.hasOwn(target, key) ? target[key] : undefined
    if (present === undefined) {
      setKey(target, key, isObject(value) && mayAgree ? deepCopy(value) : value)
    } else if (mayAgree && isObject(present) && isObject(value)) {
      addKeys(present as { [key: string]: Value }, value, true, [...path, key])
    } else if (!(mayAgree && isSameScalar(present, value))) {
      throw collision([...path, key])
    }
  }
}

function deepCopy(value: ValueObject): ValueObject {
  const copy: { [key: string]: Value } = {}
  for (const [key, each] of Object.entries(value)) {
    setKey(copy, key, isObject(each) ? deepCopy(each) : each)
  }
  return copy
}

function isSameScalar(left: Value, right: Value): boolean {
  return (
    left === right ||
    (typeof left !== 'object' && String(left) === String(right) && typeof left === typeof right)
  )
}

function collision(path: readonly string[]): ReadFailed {
  const place = path.join('.')
  return new ReadFailed(
    'request_collision',
    'manifest',
    `Two parts of the request set "${place}". Each name may be set once: by the requester, the authenticator, the paginator, or the partition or cursor.`,
    {
      internalMessage: `ValueError: Request body collision, duplicate keys detected at key path: ${place}`,
    },
  )
}
