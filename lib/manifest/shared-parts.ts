import type { ManifestPath } from '../engine/path'
import { type Json, ownValue } from '../engine/values/value'
import { lookUp } from './references'
import { isMapping } from './text/value'

/** Where a value really stands. */
export interface ResolvedPath {
  /** The place in the text that an edit would change. */
  readonly path: ManifestPath
  /** The shared part that place belongs to; undefined when the value is its own. */
  readonly sharedAt: ManifestPath | undefined
}

/** A reference in the manifest: the node that holds it and the node it names. */
export interface Reference {
  readonly at: ManifestPath
  readonly text: string
  /** Undefined when nothing stands there. */
  readonly target: ManifestPath | undefined
}

/**
 * Follows a path through `$ref` and texts such as `#/definitions/base` to where its value stands.
 *
 * A mapping with a `$ref` and keys of its own is its own; the keys it does not have are the target's.
 * Ends where nothing stands or references go round in a circle.
 */
export function resolvePath(manifest: Json, path: ManifestPath): ResolvedPath {
  let place = follow(manifest, { path: [], sharedAt: undefined })
  for (const part of path) place = step(manifest, place, part)
  return place
}

function step(manifest: Json, from: ResolvedPath, part: string | number): ResolvedPath {
  let place = from
  // A key that is not its own is looked for behind the reference.
  for (let hops = 0; hops < 50; hops++) {
    const value = valueAtPath(manifest, place.path)
    const target =
      isMapping(value) && !Object.hasOwn(value, part) ? targetOf(manifest, value) : undefined
    if (!target) break
    place = follow(manifest, { path: target, sharedAt: target })
  }
  return follow(manifest, { ...place, path: [...place.path, part] })
}

/** Goes on to the target while the place holds nothing but a reference. */
function follow(manifest: Json, from: ResolvedPath): ResolvedPath {
  let place = from
  for (let hops = 0; hops < 50; hops++) {
    const value = valueAtPath(manifest, place.path)
    const isOnly =
      typeof value === 'string' || (isMapping(value) && Object.keys(value).length === 1)
    const target = isOnly ? targetOf(manifest, value) : undefined
    if (!target) break
    place = { path: target, sharedAt: target }
  }
  return place
}

/** Where the reference in a value leads; undefined for values without one. */
export function targetOf(manifest: Json, value: Json | undefined): ManifestPath | undefined {
  const text = isMapping(value) ? ownValue(value, '$ref') : value
  if (typeof text !== 'string' || !text.startsWith('#/')) return undefined
  return lookUp(manifest, text)?.path
}

/** The value at a path of the manifest as it is written; undefined when nothing stands there. */
export function valueAtPath(manifest: Json, path: ManifestPath): Json | undefined {
  let at: Json | undefined = manifest
  for (const part of path) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, part)) return undefined
    at = (at as unknown as Record<string | number, Json>)[part]
  }
  return at
}

const known = new WeakMap<object, readonly Reference[]>()

/** All references of a manifest, in its order. */
export function referencesIn(manifest: Json): readonly Reference[] {
  if (typeof manifest !== 'object' || manifest === null) return []
  const before = known.get(manifest)
  if (before) return before
  const found: Reference[] = []
  collect(manifest, manifest, [], found)
  known.set(manifest, found)
  return found
}

function collect(manifest: Json, value: Json, path: ManifestPath, found: Reference[]): void {
  if (typeof value === 'string') {
    if (!value.startsWith('#/')) return
    const at = path.at(-1) === '$ref' ? path.slice(0, -1) : path
    found.push({ at, text: value, target: lookUp(manifest, value)?.path })
  } else if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) collect(manifest, item, [...path, index], found)
  } else if (isMapping(value)) {
    for (const [key, each] of Object.entries(value)) {
      if (key !== 'config_overrides') collect(manifest, each, [...path, key], found)
    }
  }
}

/**
 * The places that refer to a part, or to something it stands in. Places inside other shared parts are
 * followed on, so the result is where a change of the part takes effect.
 */
export function usesOf(manifest: Json, path: ManifestPath): readonly ManifestPath[] {
  const uses = new Map<string, ManifestPath>()
  const queue: ManifestPath[] = [path]
  for (let next = queue.pop(); next; next = queue.pop()) {
    for (const { at, target } of referencesIn(manifest)) {
      if (!target || !startsWith(next, target)) continue
      const key = JSON.stringify(at)
      if (uses.has(key)) continue
      uses.set(key, at)
      queue.push(at)
    }
  }
  return [...uses.values()]
}

/** The positions of the streams that a part takes effect in, the one it stands in included. */
export function streamsSharing(manifest: Json, path: ManifestPath): readonly number[] {
  const places = [path, ...usesOf(manifest, path)]
  const streams = places.flatMap(([root, index]) =>
    root === 'streams' && typeof index === 'number' ? [index] : [],
  )
  return [...new Set(streams)].sort((left, right) => left - right)
}

/** Whether a path is another one or stands below it. */
export function startsWith(path: ManifestPath, start: ManifestPath): boolean {
  return start.length <= path.length && start.every((part, index) => part === path[index])
}
