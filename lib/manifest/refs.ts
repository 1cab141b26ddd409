import type { ManifestPath } from '../engine/path'
import { type Json, type JsonObject, ownValue } from '../engine/values/value'
import { typeFor } from './default-types'
import type { ManifestError } from './manifest-error'
import { list, mapping, resolveReferences, type Traced } from './references'
import { isMapping } from './text/value'

/** A manifest that the engine can build from. */
export interface ResolvedManifest {
  readonly resolved: JsonObject
  /**
   * Where a place of the resolved manifest stands in the text: through `$ref` the shared part, for an
   * injected parameter the `$parameters` it came from. Places that are not written are their parent's.
   */
  readonly originOf: (path: ManifestPath) => ManifestPath
}

/**
 * Replaces references, gives untyped components their types and hands `$parameters` down, as the
 * reference does before it validates a manifest.
 *
 * @throws ManifestError `reference_missing`, `reference_circular` or `too_large`
 */
export function resolveManifest(manifest: JsonObject): ResolvedManifest {
  const typed = manifest.type === undefined ? { ...manifest, type: 'DeclarativeSource' } : manifest
  const traced = propagate('', resolveReferences(typed), new Map(), false)
  return { resolved: traced.value as JsonObject, originOf: (path) => originIn(traced, path) }
}

/** The same for a manifest that may have broken references: they are listed and resolve to null. */
export function resolveLeniently(
  manifest: JsonObject,
): ResolvedManifest & { readonly broken: readonly ManifestError[] } {
  const broken: ManifestError[] = []
  const typed = manifest.type === undefined ? { ...manifest, type: 'DeclarativeSource' } : manifest
  const references = resolveReferences(typed, (error) => broken.push(error))
  const traced = propagate('', references, new Map(), false)
  return {
    resolved: traced.value as JsonObject,
    originOf: (path) => originIn(traced, path),
    broken,
  }
}

/**
 * Gives a component its type and parameters, as for a stream made from a template.
 *
 * With `useParent` the given parameters win over the component's own.
 */
export function propagateParameters(
  field: string,
  component: JsonObject,
  parameters: JsonObject,
  useParent: boolean,
): JsonObject {
  const traced = trace(component, [])
  const given = new Map(
    Object.entries(parameters).map(([key, value]) => [key, trace(value, [key])]),
  )
  return propagate(field, traced, given, useParent).value as JsonObject
}

function trace(value: Json, source: ManifestPath): Traced {
  if (Array.isArray(value)) {
    return list(
      value.map((item, index) => trace(item, [...source, index])),
      source,
    )
  }
  if (!isMapping(value)) return { value, source, children: undefined }
  const entries = Object.entries(value).map(([key, each]): [string, Traced] => [
    key,
    trace(each, [...source, key]),
  ])
  return mapping(new Map(entries), source)
}

type Parameters = Map<string, Traced>

function propagate(
  field: string,
  component: Traced,
  parent: Parameters,
  useParent: boolean,
): Traced {
  const fields = new Map(component.children)
  if (!fields.has('type')) {
    const type = typeFor(field, fields.has('class_name'))
    if (type !== undefined) fields.set('type', scalar(type, component.source))
  }
  const own = fields.get('$parameters')
  fields.delete('$parameters')
  const ownParameters = new Map((own?.children ?? []) as Iterable<[string, Traced]>)
  const effective: Parameters = useParent
    ? new Map([...ownParameters, ...parent])
    : new Map([...parent, ...ownParameters])

  const type = fields.get('type')?.value
  if (type === 'object' || Array.isArray(type) || isMapping(type)) {
    return mapping(fields, component.source)
  }
  if (!isTruthy(type))
    return mapping(untyped(field, fields, effective, useParent), component.source)
  return mapping(
    withParameters(String(type), fields, effective, useParent, component.source),
    component.source,
  )
}

/** Of a mapping without a type only its direct typed children are components. */
function untyped(
  field: string,
  fields: Map<string | number, Traced>,
  effective: Parameters,
  useParent: boolean,
): Map<string | number, Traced> {
  for (const [key, each] of fields) {
    if (isMapping(each.value) && isTruthy(ownValue(each.value, 'type'))) {
      fields.set(key, propagate(field, each, effective, useParent))
    }
  }
  return fields
}

function withParameters(
  type: string,
  fields: Map<string | number, Traced>,
  effective: Parameters,
  useParent: boolean,
  source: ManifestPath,
): Map<string | number, Traced> {
  for (const [key, parameter] of effective) {
    // What is false, zero or empty gives way to the parameter.
    if (!isTruthy(fields.get(key)?.value)) fields.set(key, parameter)
  }
  for (const [key, each] of fields) {
    const name = String(key)
    const excluded = effective.get(name)
    effective.delete(name)
    fields.set(key, propagateInto(`${type}.${name}`, each, effective, useParent))
    // A parameter that is false is lost for the siblings that follow, as in the reference.
    if (excluded && isTruthy(excluded.value)) effective.set(name, excluded)
  }
  if (effective.size > 0) fields.set('$parameters', mapping(effective, source))
  return fields
}

function propagateInto(
  field: string,
  each: Traced,
  parameters: Parameters,
  useParent: boolean,
): Traced {
  if (isMapping(each.value)) return propagate(field, each, new Map(parameters), useParent)
  if (!Array.isArray(each.value) || !each.children) return each
  const items = [...each.children.values()].map((item) =>
    isMapping(item.value) ? propagate(field, item, new Map(parameters), useParent) : item,
  )
  return list(items, each.source)
}

function scalar(value: Json, source: ManifestPath): Traced {
  return { value, source, children: undefined }
}

/** Python's truth of a value. */
function isTruthy(value: Json | undefined): boolean {
  if (value === undefined || value === null || value === false || value === '') return false
  if (typeof value === 'number') return value !== 0
  if (Array.isArray(value)) return value.length > 0
  if (isMapping(value)) return Object.keys(value).length > 0
  return !(typeof value === 'object' && 'value' in value && value.value === 0)
}

function originIn(root: Traced, path: ManifestPath): ManifestPath {
  let at = root
  for (const part of path) {
    const next = at.children?.get(part)
    if (!next) break
    at = next
  }
  return at.source
}
