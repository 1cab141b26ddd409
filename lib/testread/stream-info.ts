import type { Json, JsonObject } from '../engine/values/value'
import { isJsonObject } from './json-object'

/** What the checks need to know of a stream's manifest. Nothing that is a template is taken. */
export interface StreamInfo {
  readonly name: string
  /** Paths; empty when the stream has no key. */
  readonly primaryKey: readonly (readonly string[])[]
  readonly cursorField?: string | undefined
  readonly hasPagination: boolean
  /** Records asked for on a page, when it is a plain number. */
  readonly pageSize?: number | undefined
  /** The name under which the token is sent, for sentences. */
  readonly tokenName?: string | undefined
  readonly hasPartitions: boolean
  /** Where records stand in a JSON body; absent when they are found in another way. */
  readonly recordsPath?: readonly string[] | undefined
  readonly schema?: JsonObject | undefined
}

/** Reads a stream of the resolved manifest; unknown shapes give the weakest answer, never an error. */
export function streamInfo(stream: JsonObject): StreamInfo {
  const retriever = objectAt(stream, 'retriever')
  const paginator = objectAt(retriever, 'paginator')
  const strategy = objectAt(paginator, 'pagination_strategy')
  const cursor = objectAt(stream, 'incremental_sync')
  const cursorField = plainText(cursor.cursor_field)
  return {
    name: plainText(stream.name) ?? '',
    primaryKey: primaryKeyOf(stream.primary_key),
    cursorField,
    hasPagination: paginator.type !== undefined && paginator.type !== 'NoPagination',
    pageSize: wholeNumber(strategy.page_size),
    tokenName: plainText(objectAt(paginator, 'page_token_option').field_name),
    hasPartitions: retriever.partition_router !== undefined,
    recordsPath: recordsPathOf(retriever),
    schema: schemaOf(stream.schema_loader),
  }
}

function recordsPathOf(retriever: JsonObject): string[] | undefined {
  const decoder = objectAt(retriever, 'decoder')
  const extractor = objectAt(objectAt(retriever, 'record_selector'), 'extractor')
  if (extractor.type !== 'DpathExtractor' || extractor.record_expander !== undefined)
    return undefined
  if (decoder.type !== undefined && decoder.type !== 'JsonDecoder') return undefined
  const path = Array.isArray(extractor.field_path) ? extractor.field_path.map(String) : []
  return path.some((part) => part.includes('{{')) ? undefined : path
}

function primaryKeyOf(value: Json | undefined): string[][] {
  if (typeof value === 'string' && value !== '') return [[value]]
  if (!Array.isArray(value)) return []
  return value.map((part) => (Array.isArray(part) ? part.map(String) : [String(part)]))
}

function schemaOf(loader: Json | undefined): JsonObject | undefined {
  const one = Array.isArray(loader) ? loader[0] : loader
  const schema = isJsonObject(one) && one.type === 'InlineSchemaLoader' ? one.schema : undefined
  return isJsonObject(schema) ? schema : undefined
}

function objectAt(object: JsonObject, key: string): JsonObject {
  const value = object[key]
  return isJsonObject(value) ? value : {}
}

function plainText(value: Json | undefined): string | undefined {
  return typeof value === 'string' && value !== '' && !value.includes('{{') ? value : undefined
}

function wholeNumber(value: Json | undefined): number | undefined {
  const number = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value
  return typeof number === 'number' && number > 0 ? number : undefined
}
