import { z } from 'zod'

/** YAML of a node as it was typed, and why it is not written. */
export interface UnreadYaml {
  readonly text: string
  readonly why: string
}

const keptSchema = z.record(z.string(), z.object({ text: z.string(), why: z.string() }))

/** YAML of single nodes that cannot be read yet, by place. Kept in this browser beside the draft. */
export class UnreadStore {
  readonly #key: string
  readonly #unread: Map<string, UnreadYaml>

  constructor(projectId: string) {
    this.#key = `plumbline:unread:${projectId}`
    this.#unread = new Map(Object.entries(read(this.#key)))
  }

  get(place: string): UnreadYaml | undefined {
    return this.#unread.get(place)
  }

  /** Keeps what was typed, or forgets it. */
  set(place: string, yaml: UnreadYaml | undefined): void {
    if (yaml === undefined && !this.#unread.has(place)) return
    if (yaml === undefined) this.#unread.delete(place)
    else this.#unread.set(place, yaml)
    this.#keep()
  }

  /** Gives all places that start so another start. */
  move(from: string, to: string): void {
    const moved = [...this.#unread].filter(([place]) => place.startsWith(from))
    if (moved.length === 0) return
    for (const [place, yaml] of moved) {
      this.#unread.delete(place)
      this.#unread.set(to + place.slice(from.length), yaml)
    }
    this.#keep()
  }

  #keep(): void {
    try {
      if (this.#unread.size === 0) localStorage.removeItem(this.#key)
      else localStorage.setItem(this.#key, JSON.stringify(Object.fromEntries(this.#unread)))
    } catch {
      // Storage may be full or switched off; the text then lasts as long as the page.
    }
  }
}

function read(key: string): Readonly<Record<string, UnreadYaml>> {
  try {
    const kept = keptSchema.safeParse(JSON.parse(globalThis.localStorage?.getItem(key) ?? '{}'))
    return kept.success ? kept.data : {}
  } catch {
    return {}
  }
}
