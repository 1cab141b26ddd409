import type { ManifestPath } from '../engine/path'
import { type Json, type JsonObject, ownValue, setKey } from '../engine/values/value'
import { ManifestError } from './manifest-error'
import { isMapping } from './text/value'

/** Values a manifest may have after its references are replaced. */
const resolvedNodesMax = 3_000_000

/**
 * A value with the place it was written at, and its children likewise. A scalar has no children.
 *
 * After a reference the place is that of the target, so an error points at text that exists.
 */
export interface Traced {
  readonly value: Json
  readonly source: ManifestPath
  readonly children: ReadonlyMap<string | number, Traced> | undefined
}

/**
 * Replaces every `$ref` and every text that begins with `#/` by what it names.
 *
 * A `$ref` with keys beside it is the target overlaid by those keys, unless the target is not a
 * mapping: then it is the target alone. What stands under `config_overrides` is left as it is. The
 * lookup tries the whole rest of the reference as one key at every step, then its first part.
 *
 * With `onBroken` a reference that cannot be followed is told there and becomes null.
 *
 * @throws ManifestError `reference_missing`, `reference_circular` or `too_large`
 */
export function resolveReferences(
  manifest: JsonObject,
  onBroken?: (error: ManifestError) => void,
): Traced {
  return new Resolver(manifest, onBroken).evaluate(manifest, [])
}

class Resolver {
  readonly #root: JsonObject
  readonly #open: string[] = []
  readonly #known = new Map<string, Traced>()
  #count = 0

  readonly #onBroken: ((error: ManifestError) => void) | undefined

  constructor(root: JsonObject, onBroken?: (error: ManifestError) => void) {
    this.#root = root
    this.#onBroken = onBroken
  }

  evaluate(value: Json, source: ManifestPath): Traced {
    if (++this.#count > resolvedNodesMax) {
      const message = `References expand the manifest to more than ${resolvedNodesMax} values`
      throw new ManifestError('too_large', message, { path: source })
    }
    if (typeof value === 'string' && value.startsWith('#/')) return this.#follow(value, source)
    if (Array.isArray(value)) {
      return list(
        value.map((item, index) => this.evaluate(item, [...source, index])),
        source,
      )
    }
    return isMapping(value) ? this.#mapping(value, source) : { value, source, children: undefined }
  }

  #mapping(value: JsonObject, source: ManifestPath): Traced {
    const own = new Map<string | number, Traced>()
    for (const [key, each] of Object.entries(value)) {
      if (key === '$ref') continue
      const at = [...source, key]
      own.set(key, key === 'config_overrides' ? verbatim(each, at) : this.evaluate(each, at))
    }
    const reference = ownValue(value, '$ref')
    if (reference === undefined) return mapping(own, source)
    const target = this.evaluate(reference, [...source, '$ref'])
    if (!isMapping(target.value)) return target
    // A component is where its own keys stand, or else where the reference leads.
    const place = own.size > 0 ? source : target.source
    return mapping(new Map([...(target.children ?? []), ...own]), place)
  }

  #follow(reference: string, source: ManifestPath): Traced {
    const known = this.#known.get(reference)
    if (known) {
      this.#count += sizeOf(known, resolvedNodesMax - this.#count)
      return this.#count > resolvedNodesMax ? this.evaluate(null, source) : known
    }
    if (this.#open.includes(reference)) {
      const ring = [...this.#open.slice(this.#open.indexOf(reference)), reference].join(' → ')
      return this.#broken(
        'reference_circular',
        `The reference leads back to itself: ${ring}`,
        source,
      )
    }
    const found = lookUp(this.#root, reference)
    if (!found) return this.#broken('reference_missing', `Nothing stands at ${reference}`, source)
    this.#open.push(reference)
    const result = this.evaluate(found.value, found.path)
    this.#open.pop()
    this.#known.set(reference, result)
    return result
  }

  #broken(
    code: 'reference_missing' | 'reference_circular',
    message: string,
    path: ManifestPath,
  ): Traced {
    const error = new ManifestError(code, message, { path })
    if (!this.#onBroken) throw error
    this.#onBroken(error)
    return { value: null, source: path, children: undefined }
  }
}

/**
 * Where a reference such as `#/definitions/base` leads; undefined when nothing stands there.
 */
export function lookUp(
  root: Json,
  reference: string,
): { readonly value: Json; readonly path: ManifestPath } | undefined {
  let value: Json = root
  const path: (string | number)[] = []
  let rest = reference.slice(2)
  while (rest !== '') {
    const whole = child(value, rest, false)
    if (whole !== undefined) return { value: whole, path: [...path, rest] }
    const slash = rest.indexOf('/')
    const head = slash < 0 ? rest : rest.slice(0, slash)
    rest = slash < 0 ? '' : rest.slice(slash + 1)
    const next = child(value, head, true)
    if (next === undefined) return undefined
    path.push(Array.isArray(value) ? Number(head) : head)
    value = next
  }
  return { value, path }
}

/** A part that reads as a number is an index; as a key it is reached only by a whole rest. */
function child(value: Json, part: string, isHead: boolean): Json | undefined {
  const isIndex = /^[-+]?\d+$/.test(part)
  if (Array.isArray(value)) return isHead && isIndex ? value.at(Number(part)) : undefined
  if (!isMapping(value) || (isHead && isIndex)) return undefined
  return ownValue(value, part)
}

function verbatim(value: Json, source: ManifestPath): Traced {
  if (Array.isArray(value)) {
    return list(
      value.map((item, index) => verbatim(item, [...source, index])),
      source,
    )
  }
  if (!isMapping(value)) return { value, source, children: undefined }
  const entries = Object.entries(value)
  return mapping(
    new Map(entries.map(([key, each]) => [key, verbatim(each, [...source, key])])),
    source,
  )
}

/** A traced list. */
export function list(items: readonly Traced[], source: ManifestPath): Traced {
  return { value: items.map(({ value }) => value), source, children: new Map(items.entries()) }
}

/** A traced mapping. */
export function mapping(
  children: ReadonlyMap<string | number, Traced>,
  source: ManifestPath,
): Traced {
  const value: { [key: string]: Json } = {}
  for (const [key, each] of children) setKey(value, String(key), each.value)
  return { value, source, children }
}

function sizeOf(traced: Traced, limit: number): number {
  let count = 0
  const stack = [traced]
  for (let next = stack.pop(); next && count <= limit; next = stack.pop()) {
    count++
    if (next.children) stack.push(...next.children.values())
  }
  return count
}
