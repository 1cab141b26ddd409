import type { ManifestPath } from '../engine/path'
import { type Json, type JsonObject, setKey } from '../engine/values/value'
import { referencesIn, startsWith } from './shared-parts'
import { deepEqual } from './text/deep-equal'
import { withChange } from './text/raw-value'
import { isMapping } from './text/value'

/** Fields that may be shared by streams, by the type of their component. */
const linkable: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.entries({
    DeclarativeStream: ['transformations', 'file_uploader'],
    HttpRequester: [
      'url_base',
      'authenticator',
      'request_parameters',
      'request_headers',
      'request_body',
      'error_handler',
    ],
    SimpleRetriever: ['paginator'],
    JsonSchemaPropertySelector: ['transformations'],
  }).map(([type, fields]) => [type, new Set(fields)]),
)

interface Place {
  readonly path: ManifestPath
  readonly slot: string
  readonly value: Json
}

/**
 * A resolved manifest with what streams have in common written once, as the reference does on request:
 * equal values of linkable fields move to `definitions.linked.<Type>.<field>`, parent streams that equal
 * a stream become a reference to it, and other definitions that nothing refers to go.
 */
export function normaliseManifest(resolved: JsonObject): JsonObject {
  let manifest = withLinkedOnly(resolved)
  const linked = linkedIn(manifest)
  for (const group of repeated(placesIn(manifest, []))) {
    for (const { path, slot, value } of group) {
      const known = linked.get(slot)
      if (known === undefined) linked.set(slot, value)
      else if (!deepEqual(known, value)) continue
      const [type = '', field = ''] = slot.split('.')
      const reference = { $ref: `#/definitions/linked/${type}/${field}` }
      manifest = withChange(manifest, path, () => reference) as JsonObject
    }
  }
  manifest = withLinked(manifest, linked)
  return withoutUnused(withParentReferences(manifest, resolved))
}

function withLinkedOnly(manifest: JsonObject): JsonObject {
  const { definitions, ...rest } = manifest
  if (!isMapping(definitions) || definitions.linked === undefined) return rest
  return { ...rest, definitions: { linked: definitions.linked } }
}

function linkedIn({ definitions }: JsonObject): Map<string, Json> {
  const found = new Map<string, Json>()
  const linked = isMapping(definitions) ? definitions.linked : undefined
  if (!isMapping(linked)) return found
  for (const [type, fields] of Object.entries(linked)) {
    if (!isMapping(fields)) continue
    for (const [field, value] of Object.entries(fields)) found.set(`${type}.${field}`, value)
  }
  return found
}

function placesIn(value: Json, path: ManifestPath): Place[] {
  if (Array.isArray(value))
    return value.flatMap((item: Json, index) => placesIn(item, [...path, index]))
  if (!isMapping(value) || path[0] === 'definitions') return []
  const fields = linkable.get(String(value.type))
  return Object.entries(value).flatMap(([key, each]) => {
    const at = [...path, key]
    const slot = `${String(value.type)}.${key}`
    // What is inside a shared part is shared with it.
    return fields?.has(key) ? [{ path: at, slot, value: each }] : placesIn(each, at)
  })
}

/** Places whose value occurs at least twice, the most frequent value first. */
function repeated(places: readonly Place[]): Place[][] {
  const groups = Map.groupBy(places, ({ slot, value }) => keyOf(slot, value))
  return [...groups.values()]
    .filter((group) => group.length > 1)
    .sort((left, right) => right.length - left.length)
}

/** Mappings are the same wherever they stand; other values only in the same field. */
function keyOf(slot: string, value: Json): string {
  const text = JSON.stringify(sorted(value))
  return `${slot} ${text}`
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value === 'bigint') return value.toString()
  if (!isMapping(value)) return value
  const entries = Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1))
  return Object.fromEntries(entries.map(([key, each]) => [key, sorted(each)]))
}

function withLinked(manifest: JsonObject, linked: ReadonlyMap<string, Json>): JsonObject {
  if (linked.size === 0) return manifest
  const types: Record<string, Record<string, Json>> = {}
  for (const [slot, value] of linked) {
    const [type = '', field = ''] = slot.split('.')
    types[type] ??= {}
    setKey(types[type], field, value)
  }
  return { ...manifest, definitions: { linked: types } }
}

/** Parents that equal a stream of the manifest become a reference to it. */
function withParentReferences(manifest: JsonObject, resolved: JsonObject): JsonObject {
  const { streams } = manifest
  const originals = resolved.streams
  if (!Array.isArray(streams) || !Array.isArray(originals)) return manifest
  const replace = (value: Json): Json => {
    if (Array.isArray(value)) return value.map(replace)
    if (!isMapping(value)) return value
    const index =
      value.type === 'ParentStreamConfig'
        ? streams.findIndex((stream: Json) => deepEqual(stream, value.stream))
        : -1
    if (index >= 0) return { ...value, stream: { $ref: `#/streams/${index}` } }
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, replace(each)]))
  }
  return { ...manifest, streams: streams.map(replace) }
}

function withoutUnused(manifest: JsonObject): JsonObject {
  const targets = referencesIn(manifest).flatMap(({ target }) => (target ? [target] : []))
  let result = manifest
  for (const section of ['definitions', 'schemas']) {
    const parts = manifest[section]
    if (!isMapping(parts)) continue
    const used = Object.entries(parts).filter(([key]) =>
      targets.some((target) => startsWith(target, [section, key])),
    )
    const { [section]: _all, ...rest } = result
    result = used.length > 0 ? { ...rest, [section]: Object.fromEntries(used) } : rest
  }
  return result
}
