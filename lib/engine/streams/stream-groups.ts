import { ManifestInvalid } from '../errors'
import { isObject, type JsonObject } from '../values/value'
import type { Stream } from './stream'

/** Groups of streams that must not be read at the same time, since they share something. */
export class StreamGroups {
  readonly #groupsOf = new Map<string, string[]>()
  readonly #busy = new Map<string, number>()

  /** From the manifest's `stream_groups`; membership goes by the streams' names. */
  constructor(manifest: JsonObject) {
    const groups = manifest.stream_groups
    if (groups === undefined || !isObject(groups)) return
    for (const [group, config] of Object.entries(groups as JsonObject)) {
      const { streams } = config as JsonObject
      for (const stream of Array.isArray(streams) ? (streams as JsonObject[]) : []) {
        const name = String(stream.name ?? '')
        this.#groupsOf.set(name, [...(this.#groupsOf.get(name) ?? []), group])
      }
    }
  }

  /** @throws ManifestInvalid when a stream is in a group with one of its parents */
  check({ name, ancestors }: Stream): void {
    const own = this.#groupsOf.get(name) ?? []
    for (const ancestor of ancestors) {
      const group = own.find((each) => this.#groupsOf.get(ancestor)?.includes(each))
      if (group === undefined) continue
      throw new ManifestInvalid(
        `Stream '${name}' and its parent stream '${ancestor}' are both in group '${group}', so neither could be read.`,
        { path: ['stream_groups', group] },
      )
    }
  }

  isFree(stream: Stream): boolean {
    return this.#groups(stream).every((group) => (this.#busy.get(group) ?? 0) === 0)
  }

  enter(stream: Stream): void {
    for (const group of this.#groups(stream)) this.#count(group, 1)
  }

  leave(stream: Stream): void {
    for (const group of this.#groups(stream)) this.#count(group, -1)
  }

  #count(group: string, by: number): void {
    this.#busy.set(group, (this.#busy.get(group) ?? 0) + by)
  }

  /** Reading a stream reads its parents too. */
  #groups({ name, ancestors }: Stream): string[] {
    const names = [...new Set([name, ...ancestors])]
    return [...new Set(names.flatMap((each) => this.#groupsOf.get(each) ?? []))]
  }
}
