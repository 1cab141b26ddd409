import type { Stream } from './streams/stream'
import type { Json, JsonObject } from './values/value'

/** The streams a connector offers, as the Airbyte protocol's catalog. */
export interface Catalog {
  readonly streams: readonly JsonObject[]
}

/** What to read: the parts of a configured catalog that the engine looks at. */
export interface ConfiguredCatalog {
  readonly streams: readonly {
    readonly stream: {
      readonly name: string
      /** The fields that are wanted, which a property selector goes by. */
      readonly json_schema?: JsonObject | undefined
    }
    /** The field that the user chose to follow, where the manifest lets them. */
    readonly cursor_field?: readonly string[] | undefined
  }[]
}

/** A stream's entry of the catalog. Keys that do not apply are left out. */
export async function catalogEntry(stream: Stream): Promise<JsonObject> {
  const field = stream.cursor.field
  const entry: { [key: string]: Json } = {
    name: stream.name,
    json_schema: await stream.schema(),
    supported_sync_modes: field === undefined ? ['full_refresh'] : ['full_refresh', 'incremental'],
  }
  if (field !== undefined) {
    entry.source_defined_cursor = !stream.isCursorChosen
    entry.default_cursor_field = [field]
  }
  if (stream.primaryKey) entry.source_defined_primary_key = stream.primaryKey
  entry.is_resumable = field !== undefined
  entry.is_file_based = stream.isFileBased
  return entry
}
