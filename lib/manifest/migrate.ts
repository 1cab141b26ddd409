import { type Json, type JsonObject, ownValue } from '../engine/values/value'
import { isMapping } from './text/value'

/** One step from an older way of writing to the present one. Sees every HttpRequester. */
interface Migration {
  readonly number: number
  readonly name: string
  /** The migrated requester; the same object when there is nothing to do. */
  readonly apply: (requester: JsonObject) => JsonObject
}

const migrations: readonly Migration[] = [
  { number: 1, name: 'HttpRequesterUrlBaseToUrl', apply: urlBaseToUrl },
  { number: 2, name: 'HttpRequesterPathToUrl', apply: pathToUrl },
  { number: 3, name: 'HttpRequesterRequestBodyJsonDataToRequestBody', apply: bodyToTyped },
]

/** The note that a migration leaves in the manifest's metadata. */
interface AppliedMigration {
  readonly from_version: string
  readonly to_version: string
  readonly migration: string
  readonly migrated_at: string
}

/**
 * Rewrites deprecated fields of a resolved manifest as the reference does on request: `url_base` and
 * `path` become `url`, `request_body_json` and `request_body_data` become `request_body`. What was
 * applied is noted in `metadata.applied_migrations`. Streams made from templates are left alone; a
 * manifest that cannot be migrated whole is returned as it was.
 *
 * @param migratedAt ISO time for the notes
 */
export function migrateManifest(manifest: JsonObject, migratedAt: string): JsonObject {
  const version = typeof manifest.version === 'string' ? manifest.version : ''
  let current = manifest
  const applied: AppliedMigration[] = []
  try {
    for (const { name, apply } of migrations) {
      const before = current
      current = overRequesters(current, apply) as JsonObject
      if (current === before) continue
      applied.push({
        from_version: version,
        to_version: version,
        migration: name,
        migrated_at: migratedAt,
      })
    }
  } catch (error) {
    if (error instanceof CannotMigrate) return manifest
    throw error
  }
  if (applied.length === 0) return manifest
  const metadata = isMapping(manifest.metadata) ? manifest.metadata : {}
  const earlier = Array.isArray(metadata.applied_migrations) ? metadata.applied_migrations : []
  return {
    ...current,
    metadata: { ...metadata, applied_migrations: [...earlier, ...(applied as unknown as Json[])] },
  }
}

class CannotMigrate extends Error {
  override readonly name = 'CannotMigrate'
}

function overRequesters(value: Json, apply: (requester: JsonObject) => JsonObject): Json {
  if (Array.isArray(value)) {
    const items = value.map((item: Json) => overRequesters(item, apply))
    return items.every((item, index) => item === value[index]) ? value : items
  }
  if (!isMapping(value) || value.type === 'DynamicDeclarativeStream') return value
  const own = value.type === 'HttpRequester' ? apply(value) : value
  const entries = Object.entries(own).map(([key, each]): [string, Json] => [
    key,
    overRequesters(each, apply),
  ])
  const isSame = own === value && entries.every(([key, each]) => each === value[key])
  return isSame ? value : Object.fromEntries(entries)
}

function urlBaseToUrl(requester: JsonObject): JsonObject {
  const { url_base, ...rest } = requester
  return url_base === undefined ? requester : { ...rest, url: url_base }
}

function pathToUrl(requester: JsonObject): JsonObject {
  const { path, ...rest } = requester
  if (typeof path !== 'string') return requester
  const bare = path.replace(/^\/+/, '')
  if (bare === '') return rest
  if (typeof rest.url !== 'string') throw new CannotMigrate()
  return { ...rest, url: joined(rest.url, bare) }
}

/** A base with exactly one slash at its end, and the path behind it; a whole address replaces the base. */
function joined(base: string, path: string): string {
  if (hasScheme(path)) return path
  return `${base.replace(/\/+$/, '')}/${path}`
}

function hasScheme(path: string): boolean {
  return /^[a-z][a-z0-9+.-]*:/i.test(path)
}

/** The `url` that says the same as `url_base` and `path`; undefined when there is none to build on. */
export function requesterUrl({ url, url_base, path }: JsonObject): string | undefined {
  const base = url_base ?? url
  if (typeof base !== 'string') return undefined
  const bare = typeof path === 'string' ? path.replace(/^\/+/, '') : ''
  if (hasScheme(bare)) return undefined
  return bare === '' ? base : joined(base, bare)
}

function bodyToTyped(requester: JsonObject): JsonObject {
  let current = requester
  for (const key of ['request_body_json', 'request_body_data']) {
    const body = typedBody(key, ownValue(current, key))
    if (!body) continue
    const { [key]: _old, ...rest } = current
    current = { ...rest, request_body: body }
  }
  return current
}

/** The `request_body` that says the same as an older body field; undefined when it cannot. */
export function typedBody(field: string, value: Json | undefined): JsonObject | undefined {
  if (field === 'request_body_data') {
    return value === undefined || value === null
      ? undefined
      : { type: 'RequestBodyUrlEncodedForm', value }
  }
  if (!isMapping(value)) return undefined
  const type = typeof value.query === 'string' ? 'RequestBodyGraphQL' : 'RequestBodyJsonObject'
  return { type, value }
}
