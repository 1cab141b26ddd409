import type { ManifestPath } from '@/lib/engine/path'
import type { JsonObject } from '@/lib/engine/values/value'
import type { ManifestDocument } from '@/lib/manifest/manifest-document'
import type { ManifestEdits } from '@/lib/manifest/manifest-edits'
import { type FieldProfile, typesOf } from '@/lib/testread/field-profile'
import { asObject, listAt, objectAt, textAt, typeOf, valueAt } from './manifest-values'
import { resolvedManifest, resolvePath } from './references'

/** Where a stream declares its fields. */
export type SchemaPlace =
  | { readonly kind: 'none'; readonly loader: ManifestPath }
  | { readonly kind: 'inline'; readonly path: ManifestPath; readonly schema: JsonObject }
  | { readonly kind: 'elsewhere'; readonly type: string }

/** Where the fields of a stream are declared; of several loaders it is the first. */
export function schemaPlace(stream: unknown, streamPath: ManifestPath): SchemaPlace {
  const loader = valueAt(stream, 'schema_loader')
  const at = [...streamPath, 'schema_loader', ...(Array.isArray(loader) ? [0] : [])]
  const one = Array.isArray(loader) ? loader[0] : loader
  if (one === undefined || one === null) return { kind: 'none', loader: at }
  if (typeOf(one) !== 'InlineSchemaLoader') return { kind: 'elsewhere', type: typeOf(one) }
  const schema = (objectAt(one, 'schema') ?? {}) as JsonObject
  return { kind: 'inline', path: [...at, 'schema'], schema }
}

/** Declares fields as a run has seen them, all in one step; those that were never seen are removed. */
export function acceptFields(
  document: ManifestDocument,
  streamPath: ManifestPath,
  fields: readonly FieldProfile[],
): void {
  const stream = valueAt(resolvedManifest(document.getSnapshot().manifest), ...streamPath)
  const place = schemaPlace(stream, streamPath)
  if (place.kind === 'elsewhere' || fields.length === 0) return
  document.transact(nameOf(fields), (edits) => {
    if (place.kind === 'none') {
      const added = fields.flatMap(({ path: [name], found }) =>
        name === undefined || !found ? [] : [[name, found] as const],
      )
      edits.set(resolvePath(document, place.loader), {
        type: 'InlineSchemaLoader',
        schema: {
          type: 'object',
          additionalProperties: true,
          properties: Object.fromEntries(added),
        },
      })
      return
    }
    for (const field of fields) acceptField(edits, document, place.path, field)
  })
}

function nameOf(fields: readonly FieldProfile[]): string {
  const [only] = fields
  if (fields.length > 1 || !only) return 'Use the schema that was seen'
  const name = only.path.join('.')
  if (only.difference === 'new') return `Declare ${name}`
  return only.difference === 'not-seen'
    ? `Remove ${name} from the schema`
    : `Change type of ${name}`
}

function acceptField(
  edits: ManifestEdits,
  document: ManifestDocument,
  schemaPath: ManifestPath,
  field: FieldProfile,
): void {
  const { declared, found, nulls } = field
  const here = resolvePath(document, propertyPath(schemaPath, field.path))
  if (field.difference === 'not-seen') {
    edits.remove(here)
    return
  }
  if (!declared) {
    if (found) edits.set(here, found)
    return
  }
  if (field.difference === 'null' || !found) {
    edits.set([...here, 'type'], withNull(typesOf(declared)))
    return
  }
  const types = typesOf(found).filter((type) => type !== 'null')
  const isNullable = nulls > 0 || typesOf(declared).includes('null')
  edits.set([...here, 'type'], isNullable ? withNull(types) : single(types))
  if (declared.format !== found.format) edits.set([...here, 'format'], found.format)
}

/** Lets a declared field be null. */
export function allowNull(
  document: ManifestDocument,
  streamPath: ManifestPath,
  { path, declared }: FieldProfile,
): void {
  const stream = valueAt(resolvedManifest(document.getSnapshot().manifest), ...streamPath)
  const place = schemaPlace(stream, streamPath)
  if (place.kind !== 'inline' || !declared) return
  const types = typesOf(declared)
  if (types.length === 0 || types.includes('null')) return
  document.transact(`Let ${path.join('.')} be null`, (edits) =>
    edits.set([...resolvePath(document, propertyPath(place.path, path)), 'type'], withNull(types)),
  )
}

const withNull = (types: readonly string[]) => [...types, 'null']
const single = (types: readonly string[]) => (types.length === 1 ? types[0] : types)

function propertyPath(schemaPath: ManifestPath, field: readonly string[]): ManifestPath {
  return [...schemaPath, ...field.flatMap((name) => ['properties', name])]
}

/** The fields that tell records apart. */
export function keysOf(stream: unknown): string[][] {
  const key = valueAt(stream, 'primary_key')
  if (typeof key === 'string' && key !== '') return [[key]]
  return listAt(stream, 'primary_key').map((part) =>
    Array.isArray(part) ? part.map(String) : [String(part)],
  )
}

/** Makes a field a part of the key, or no longer one. */
export function toggleKey(
  document: ManifestDocument,
  streamPath: ManifestPath,
  field: readonly string[],
): void {
  const stream = valueAt(resolvedManifest(document.getSnapshot().manifest), ...streamPath)
  const keys = keysOf(stream)
  const name = field.join('.')
  const others = keys.filter((key) => key.join('.') !== name)
  const isRemoved = others.length < keys.length
  const next = isRemoved ? others : [...keys, [...field]]
  document.transact(isRemoved ? `Take ${name} out of the key` : `Use ${name} as key`, (edits) =>
    edits.set(resolvePath(document, [...streamPath, 'primary_key']), written(next)),
  )
}

/** As short as it can be said: `id`, `[a, b]`, `[[a, b]]`. */
function written(keys: readonly (readonly string[])[]): unknown {
  const parts = keys.map((key) => (key.length === 1 ? key[0] : key))
  const [only] = parts
  if (only === undefined) return undefined
  return parts.length === 1 && typeof only === 'string' ? only : parts
}

/** Reads the stream on from the latest value of a field. */
export function makeCursor(
  document: ManifestDocument,
  streamPath: ManifestPath,
  field: readonly string[],
): void {
  const name = field.join('.')
  const path = resolvePath(document, [...streamPath, 'incremental_sync', 'cursor_field'])
  document.transact(`Use ${name} as cursor`, (edits) => edits.set(path, name))
}

/** The field that a stream reads on from; nothing that is a template. */
export function cursorFieldOf(stream: unknown): string | undefined {
  return textAt(stream, 'incremental_sync', 'cursor_field')
}

/** Why no field can be made the cursor. */
export function noCursorReason(stream: unknown): string | undefined {
  return asObject(valueAt(stream, 'incremental_sync')) === undefined
    ? 'Every run reads everything; choose how under Incremental first'
    : undefined
}
