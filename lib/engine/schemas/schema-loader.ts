import { defineKind } from '../component'
import type { JsonObject } from '../values/value'

/** Gives a stream its JSON Schema. */
export interface SchemaLoader {
  load(): Promise<JsonObject>
}

export const schemaLoaderKind = defineKind<SchemaLoader>('SchemaLoader')
