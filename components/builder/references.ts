import type { ManifestPath } from '@/lib/engine/path'
import type { Json } from '@/lib/engine/values/value'
import type { ManifestDocument } from '@/lib/manifest/manifest-document'
import { targetOf, valueAtPath } from '@/lib/manifest/shared-parts'
import { asObject, valueAt } from './manifest-values'

const resolved = new WeakMap<object, unknown>()
const depthMax = 200

/**
 * The manifest with every reference followed, for what is shown while it is edited. Unlike
 * `resolveManifest` it never fails (references that lead nowhere stay as they are) and hands no
 * parameters down, so that a form shows only what is written.
 */
export function resolvedManifest(manifest: unknown): unknown {
  if (typeof manifest !== 'object' || manifest === null) return manifest
  const known = resolved.get(manifest)
  if (known !== undefined) return known
  const value = resolve(manifest, { manifest: manifest as Json, seen: [], done: new Map() })
  resolved.set(manifest, value)
  return value
}

interface Resolution {
  readonly manifest: Json
  /** References that are being followed: one that comes again is a circle. */
  readonly seen: readonly string[]
  readonly done: Map<string, unknown>
}

const plain = new WeakMap<object, boolean>()

/** Whether a value holds no reference; remembered, because most of a manifest is schemas. */
function isPlain(value: unknown): boolean {
  if (typeof value === 'string') return !value.startsWith('#/')
  if (typeof value !== 'object' || value === null) return true
  const known = plain.get(value)
  if (known !== undefined) return known
  const isSo = !Object.hasOwn(value, '$ref') && Object.values(value).every(isPlain)
  plain.set(value, isSo)
  return isSo
}

function resolve(value: unknown, context: Resolution): unknown {
  if (isPlain(value)) return value
  if (context.seen.length > depthMax) return value
  if (typeof value === 'string') {
    const target = value.startsWith('#/') ? targetOf(context.manifest, value) : undefined
    return target === undefined ? value : follow(value, target, context)
  }
  if (Array.isArray(value)) return value.map((each) => resolve(each, context))
  const object = asObject(value)
  if (object === undefined) return value
  const { $ref: reference, ...own } = object
  const entries = Object.entries(own).map(([key, each]) => [
    key,
    // Definitions are only read through references.
    key === 'definitions' && context.seen.length === 0 ? each : resolve(each, context),
  ])
  const written = Object.fromEntries(entries) as Record<string, unknown>
  const target = typeof reference === 'string' ? targetOf(context.manifest, reference) : undefined
  if (typeof reference !== 'string' || target === undefined) {
    return reference === undefined ? written : { ...written, $ref: reference }
  }
  const shared = follow(reference, target, context)
  return asObject(shared) === undefined ? shared : { ...asObject(shared), ...written }
}

function follow(reference: string, target: ManifestPath, context: Resolution): unknown {
  if (context.seen.includes(reference)) return undefined
  const known = context.done.get(reference)
  if (known !== undefined) return known
  const raw = valueAt(context.manifest, ...target)
  const value = resolve(raw, { ...context, seen: [...context.seen, reference] })
  context.done.set(reference, value)
  return value
}

/**
 * Where a value really stands: behind the references on its way. A value that nobody wrote yet stands
 * in what would hold it, so a new key beside a `$ref` is the stream's own.
 */
export function resolvePath(document: ManifestDocument, path: ManifestPath): ManifestPath {
  const { manifest } = document.getSnapshot()
  const { path: found } = document.resolvePath(path)
  const last = path.at(-1)
  if (last === undefined || valueAtPath(manifest, found) !== undefined) return found
  return [...resolvePath(document, path.slice(0, -1)), last]
}

/** Puts a copy of a shared value in the place of its reference; nothing when it is not shared. */
export function makeOwnCopy(document: ManifestDocument, path: ManifestPath): void {
  if (document.resolvePath(path).sharedAt !== undefined) document.makeOwnCopy(path)
}
