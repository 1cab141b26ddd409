import { doubleStar, fitsIndex, fitsKey, indexOf, isPlain, type PathSegment } from './glob'
import { PythonError, PythonLookupError, PythonTypeError, PythonValueError } from './python-error'
import { isObject, type Json, ownValue, setKey } from './value'

/** A place in a value: keys and list indices from the root. */
export type Place = readonly (string | number)[]

type Node = { [key: string]: Json } | Json[]
type Path = readonly PathSegment[]

/** A path written with slashes, in parts. One slash in front is allowed. */
export function splitPath(text: string): string[] {
  return (text.startsWith('/') ? text.slice(1) : text).split('/')
}

function isNode(value: Json): value is Node {
  return Array.isArray(value) || isObject(value)
}

function children(value: Json): [string | number, Json][] {
  if (Array.isArray(value)) return value.map((each, index) => [index, each])
  return isObject(value) ? Object.entries(value as { [key: string]: Json }) : []
}

/** As many levels as Python follows. */
const DEPTH_MAX = 900

/**
 * Every value inside another with its place, the root left out: all members of a container first,
 * then what is in each of them.
 *
 * @throws PythonError RecursionError for a value that is nested too deeply
 */
export function* walk(value: Json, place: Place = []): Generator<readonly [Place, Json]> {
  if (place.length > DEPTH_MAX) {
    throw new PythonError('RecursionError', 'The value is nested too deeply to be searched')
  }
  const members = children(value).map(([key, each]) => [[...place, key], each] as const)
  yield* members
  for (const [at, each] of members) if (isNode(each)) yield* walk(each, at)
}

/**
 * All values whose place fits a path, in the order of `walk`. An empty path fits nothing.
 *
 * @throws PythonError InvalidGlob when `**` stands in the path twice
 */
export function valuesAt(value: Json, path: Path): Json[] {
  return matches(value, path).map(([, each]) => each)
}

function matches(value: Json, path: Path): (readonly [Place, Json])[] {
  if (path.length === 0) return []
  if (doubleStar(path) !== -1) {
    return [...walk(value)].filter(([place]) => fits(value, place, path))
  }
  let found: (readonly [Place, Json])[] = [[[], value]]
  for (const segment of path) {
    found = found.flatMap(([place, each]) => membersAt(place, each, segment))
  }
  return found
}

function membersAt(place: Place, value: Json, segment: PathSegment): (readonly [Place, Json])[] {
  if (isPlain(segment)) {
    const key = memberKey(value, segment)
    return key === undefined ? [] : [[[...place, key], member(value, key) ?? null]]
  }
  const length = Array.isArray(value) ? value.length : 0
  return children(value)
    .filter(([key]) =>
      typeof key === 'number' ? fitsIndex(key, length, segment) : fitsKey(key, segment),
    )
    .map(([key, each]) => [[...place, key], each] as const)
}

/** The key or index of the only member that a part without wildcards can mean. */
function memberKey(value: Json, segment: PathSegment): string | number | undefined {
  if (Array.isArray(value)) {
    const index = indexOf(segment, value.length)
    return index !== undefined && index >= 0 && index < value.length ? index : undefined
  }
  if (typeof segment !== 'string' || !isObject(value)) return undefined
  return Object.hasOwn(value, segment) ? segment : undefined
}

function member(value: Json, key: string | number): Json | undefined {
  if (Array.isArray(value)) return value[Number(key)]
  return ownValue(value as { readonly [key: string]: Json }, String(key))
}

function fits(root: Json, place: Place, path: Path): boolean {
  const star = doubleStar(path)
  if (star === -1) return place.length === path.length && fitsParts(root, place, path)
  const missing = place.length - (path.length - 1)
  if (missing < 0) return false
  const wide = Array.from({ length: missing }, () => '*')
  return fitsParts(root, place, [...path.slice(0, star), ...wide, ...path.slice(star + 1)])
}

function fitsParts(root: Json, place: Place, path: Path): boolean {
  let container: Json = root
  return place.every((key, depth) => {
    const segment = path[depth] ?? ''
    const length = Array.isArray(container) ? container.length : 0
    const isFit = typeof key === 'number' ? fitsIndex(key, length, segment) : fitsKey(key, segment)
    container = member(container, key) ?? null
    return isFit
  })
}

/**
 * The one value at a path; `missing` when there is none. An empty path is the value itself.
 *
 * @throws PythonValueError when the path fits several values
 */
export function getAt<T>(value: Json, path: Path, missing: T): Json | T {
  if (path.length === 0) return value
  const found = valuesAt(value, path)
  if (found.length > 1) throw new PythonValueError('The path must match only one value')
  const [first] = found
  return first === undefined ? missing : first
}

/**
 * Puts a value at a path, taken literally, and makes the containers that are missing: a list before
 * a part of digits, else a dict. Lists are filled up with null.
 *
 * @throws PythonLookupError PathNotFound when the path leads through a plain value
 * @throws PythonTypeError when a list is given a key that is no number
 */
export function setAt(root: Json, path: Path, value: Json): void {
  let current: Json = root
  path.forEach((segment, depth) => {
    if (!isNode(current)) {
      throw new PythonLookupError(
        'PathNotFound',
        `Nothing can be put below part ${depth} of the path`,
      )
    }
    const key = settableKey(current, segment)
    if (depth === path.length - 1) {
      put(current, key, value)
      return
    }
    const known = member(current, key)
    const next: Json = known ?? (isDecimal(path[depth + 1]) ? [] : {})
    // A member that is null is there, and nothing can be put into it.
    if (known === undefined) put(current, key, next)
    current = known === null ? null : next
  })
}

function isDecimal(segment: PathSegment | undefined): boolean {
  return typeof segment === 'number' || (segment !== undefined && /^\p{Nd}+$/u.test(segment))
}

function settableKey(container: Node, segment: PathSegment): string | number {
  if (!Array.isArray(container)) return String(segment)
  if (isDecimal(segment)) return Number(segment)
  throw new PythonTypeError('list indices must be integers or slices, not str')
}

function put(container: Node, key: string | number, value: Json): void {
  if (!Array.isArray(container)) {
    setKey(container, String(key), value)
    return
  }
  const index = Number(key) < 0 ? container.length + Number(key) : Number(key)
  if (index > LIST_MAX) throw new PythonError('IndexError', 'The list index is too large')
  while (container.length < index) container.push(null)
  container[index] = value
}

/** No API has lists as long; a path that names such an index would only fill memory with nulls. */
const LIST_MAX = 1_000_000

/**
 * Removes what fits a path and says how much that was. A list loses its last item for good; others
 * become null.
 *
 * With `where`, the path does not matter: every plain value anywhere for which it holds is removed.
 * That is what the reference does.
 *
 * @throws PythonLookupError PathNotFound when there was nothing to remove
 */
export function deleteAt(root: Json, path: Path, where?: (value: Json) => boolean): number {
  if (where) doubleStar(path)
  const found = where
    ? [...walk(root)].filter(([, each]) => !isNode(each) && where(each))
    : matches(root, path)
  let count = 0
  for (const [place] of found) if (remove(root, place)) count++
  if (count === 0) throw new PythonLookupError('PathNotFound', 'Nothing was found at the path')
  return count
}

function remove(root: Json, place: Place): boolean {
  let container: Json | undefined = root
  for (const key of place.slice(0, -1)) {
    // What stood there may be gone, or null where it was an item of a list.
    if (container === undefined || !isNode(container)) return false
    container = member(container, key)
  }
  const key = place.at(-1)
  if (container === undefined || key === undefined || !isNode(container)) return false
  if (member(container, key) === undefined) return false
  if (!Array.isArray(container)) Reflect.deleteProperty(container, String(key))
  else if (key === container.length - 1) container.pop()
  else container[Number(key)] = null
  return true
}
