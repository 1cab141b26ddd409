import { defineKind } from '../component'
import type { EngineRecord } from '../events'
import type { CallScope } from './requester'

/** The fields that a stream's requests ask for. */
export interface QueryProperties {
  /** The properties of each request that a page takes: one list, or several when there are too many. */
  lists(scope: CallScope): Promise<readonly (readonly string[])[]>
  /** Whether the records of a page's requests are to be put together. */
  readonly isChunked: boolean
  /** What tells which records belong together; undefined for a record that stays alone. */
  mergeKey(record: EngineRecord): string | undefined
}

export const queryPropertiesKind = defineKind<QueryProperties>('QueryProperties')

/** Finds the names of properties by asking the API. */
export interface PropertiesFromEndpoint {
  /** The names, asked for once. */
  names(scope: CallScope): Promise<readonly string[]>
}

export const propertiesFromEndpointKind =
  defineKind<PropertiesFromEndpoint>('PropertiesFromEndpoint')

/** Leaves out properties that nobody wants. */
export interface PropertySelector {
  /** Undefined when everything is wanted. */
  wanted(): Promise<ReadonlySet<string> | undefined>
}

export const propertySelectorKind = defineKind<PropertySelector>('PropertySelector')

/** Splits properties over several requests. */
export interface PropertyChunker {
  chunks(names: readonly string[], always: readonly string[]): readonly (readonly string[])[]
  mergeKey(record: EngineRecord): string | undefined
}

export const propertyChunkerKind = defineKind<PropertyChunker>('PropertyChunking')

/** Says which records of several requests are the same one. */
export interface MergeStrategy {
  key(record: EngineRecord): string | undefined
}

export const mergeStrategyKind = defineKind<MergeStrategy>('RecordMergeStrategy')
