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
  /** @throws what building throws; see `StreamDefinition.open` */
  define(): StreamDefinition
}

interface Entry {
  readonly config: JsonObject
  readonly key: ManifestPath
  readonly dynamicName?: string | undefined
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

  get hasDynamic(): boolean {
    return listAt(this.#manifest, 'dynamic_streams').length > 0
  }

  #list(entries: readonly Entry[]): ListedStream[] {
    for (const { config, key } of entries) checkMapping(config, key)
    const marked = withParentCaches(entries.map((entry) => entry.config))
    return entries.map(({ config, key, dynamicName }, index) => ({
      name: String(config.name ?? ''),
      dynamicName,
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
      const key = ['dynamic_streams', index]
      const definition = this.#root.build(dynamicStreamKind, config, key)
      const dynamicName = definition.name ?? `dynamic_stream_${index}`
      for (const stream of await definition.resolve()) {
        checkName(stream, names, definition, key)
        entries.push({ config: stream, key: [...key, 'stream_template'], dynamicName })
      }
    }
    return entries
  }
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
