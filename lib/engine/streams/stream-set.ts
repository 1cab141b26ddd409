import type { BuildContext } from '../component'
import { ConfigInvalid, ManifestInvalid } from '../errors'
import type { ManifestPath } from '../path'
import { type DynamicStreams, dynamicStreamKind } from '../resolvers/dynamic-stream'
import type { JsonObject } from '../values/value'
import { type StreamList, streamListKind } from './conditional-streams'
import { withParentCaches } from './parent-cache'
import { type StreamDefinition, streamKind } from './stream'

/** A stream of a manifest that is not built yet. */
export interface ListedStream {
  readonly name: string
  /** The dynamic definition it was made from; absent for streams written out. */
  readonly dynamicName: string | undefined
  /** The stream as it stands in the resolved manifest, or would stand there. */
  readonly config: JsonObject
  readonly path: ManifestPath
  /** @throws what building throws; see `StreamDefinition.open` */
  define(): StreamDefinition
}

interface Entry {
  readonly config: JsonObject
  readonly key: ManifestPath
  readonly dynamicName?: string | undefined
}

/** A dynamic definition, whose streams are not known yet. */
export interface DynamicDefinition {
  readonly definition: string
  readonly path: ManifestPath
  /** The names of its streams, in order. May ask the API, once. */
  names(): Promise<readonly string[]>
}

/** The streams of a manifest: those written out, then those made from dynamic definitions. */
export class StreamSet {
  readonly #manifest: JsonObject
  readonly #root: BuildContext
  #dynamic: Promise<readonly Entry[]> | undefined

  constructor(manifest: JsonObject, root: BuildContext) {
    this.#manifest = manifest
    this.#root = root
  }

  /** All streams. Dynamic definitions may ask the API for theirs. */
  async all(): Promise<readonly ListedStream[]> {
    return this.#list([...this.#staticEntries(), ...(await this.#dynamicEntries())])
  }

  /** Streams that are written out, which takes no request. */
  written(): readonly ListedStream[] {
    return this.#list(this.#staticEntries())
  }

  /** A stream by name. Dynamic definitions are resolved only when no stream written out is called so. */
  async find(name: string): Promise<ListedStream | undefined> {
    const isNamed = (stream: ListedStream) => stream.name === name
    return this.written().findLast(isNamed) ?? (await this.all()).findLast(isNamed)
  }

  /** The dynamic definitions, to be resolved one by one. */
  definitions(): readonly DynamicDefinition[] {
    const names = new Set<string>()
    return listAt(this.#manifest, 'dynamic_streams').map((config, index) => {
      const path = ['dynamic_streams', index]
      return {
        definition: nameOf(config, index),
        path,
        names: async () => {
          const entries = await this.#resolve(config, index, names)
          return entries.map((entry) => String(entry.config.name))
        },
      }
    })
  }

  #list(entries: readonly Entry[]): ListedStream[] {
    for (const { config, key } of entries) checkMapping(config, key)
    const marked = withParentCaches(entries.map((entry) => entry.config))
    return entries.map(({ config, key, dynamicName }, index) => ({
      name: String(config.name ?? ''),
      dynamicName,
      config,
      path: key,
      define: () => this.#root.build(streamKind, marked[index] ?? config, key),
    }))
  }

  #staticEntries(): Entry[] {
    return listAt(this.#manifest, 'streams').flatMap((config, index): Entry[] => {
      const key = ['streams', index]
      if (!isList(config)) return [{ config, key }]
      const list: StreamList = this.#root.build(streamListKind, config, key)
      if (!list.isIncluded) return []
      return list.streams.map((each) => ({
        config: each.config as JsonObject,
        key: [...key, ...each.key],
      }))
    })
  }

  #dynamicEntries(): Promise<readonly Entry[]> {
    this.#dynamic ??= this.#resolveDynamic()
    return this.#dynamic
  }

  async #resolveDynamic(): Promise<readonly Entry[]> {
    const entries: Entry[] = []
    const names = new Set<string>()
    for (const [index, config] of listAt(this.#manifest, 'dynamic_streams').entries()) {
      for (const entry of await this.#resolve(config, index, names)) entries.push(entry)
    }
    return entries
  }

  /** The streams of one definition; their names are added to those that are taken. */
  async #resolve(config: JsonObject, index: number, taken: Set<string>): Promise<Entry[]> {
    const key = ['dynamic_streams', index]
    const definition = this.#root.build(dynamicStreamKind, config, key)
    const streams = await definition.resolve()
    return streams.map((stream) => {
      checkName(stream, taken, definition, key)
      const dynamicName = nameOf(config, index)
      return { config: stream, key: [...key, 'stream_template'], dynamicName }
    })
  }
}

/** What a dynamic definition is called. */
export function nameOf(config: JsonObject, index: number): string {
  return typeof config?.name === 'string' && config.name !== ''
    ? config.name
    : `dynamic_stream_${index}`
}

function checkName(
  { name }: JsonObject,
  names: Set<string>,
  { isFromConfig }: DynamicStreams,
  path: ManifestPath,
): void {
  if (typeof name !== 'string') {
    throw new ManifestInvalid(
      `A stream made from the template has a name that is no text. Give the mapping of the name value_type: string.`,
      { path },
    )
  }
  const text = `Two streams made from templates are called ${name}.`
  if (names.has(name) && isFromConfig) {
    throw new ConfigInvalid(`${text} Change the configuration so that each name occurs once.`, {
      path,
    })
  }
  if (names.has(name)) throw new ManifestInvalid(text, { path })
  names.add(name)
}

/** The manifest comes from anywhere, so what stands for a stream need not be one. */
function checkMapping(config: unknown, path: ManifestPath): void {
  if (typeof config === 'object' && config !== null && !Array.isArray(config)) return
  throw new ManifestInvalid('A stream has to be a mapping with a type', { path })
}

/** Only a list of streams has streams inside. */
function isList(config: JsonObject | null): boolean {
  return Array.isArray(config?.streams)
}

function listAt(manifest: JsonObject, key: string): readonly JsonObject[] {
  const value = manifest[key]
  return Array.isArray(value) ? (value as readonly JsonObject[]) : []
}
