import { defineKind } from '../component'
import type { JsonObject } from '../values/value'

/** Streams that are made from a template and a list, for example one for each table. */
export interface DynamicStreams {
  readonly name: string | undefined
  /** Their definitions, as they would stand in a resolved manifest. May ask the API. */
  resolve(): Promise<readonly JsonObject[]>
  /** Whether the list comes from the config, so that a clash of names is the user's to solve. */
  readonly isFromConfig: boolean
}

export const dynamicStreamKind = defineKind<DynamicStreams>('DynamicStreams')

/** The parts of the manifest's language that only text handling knows; given from outside. */
export interface ManifestTools {
  /** Reads YAML as the manifest's own; throws what the reader throws. */
  readonly parseYaml: (text: string) => unknown
  /** Adds default types and hands `$parameters` down to every component inside. */
  readonly propagate: (
    component: JsonObject,
    parameters: JsonObject,
    parentWins: boolean,
  ) => JsonObject
}
