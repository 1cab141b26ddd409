import { z } from 'zod'
import type { Splice } from './text/text-tree'
import { type DoneSplice, inverseOf } from './text/tree-editor'

/** Steps that are kept. */
const historyMax = 500

/** Longest saved history, in characters; browsers keep about five million for a whole site. */
const savedCharactersMax = 2_000_000

/** Edits of one path that follow each other this quickly are one step. */
const joinWithinMs = 1000

/** One undo step: what was done, in order. */
interface HistoryStep {
  readonly name: string
  readonly splices: readonly DoneSplice[]
}

const spliceSchema = z.tuple([z.int().nonnegative(), z.string(), z.string()])
const stepsSchema = z.array(z.strictObject({ name: z.string(), splices: z.array(spliceSchema) }))
const savedSchema = z.strictObject({
  version: z.literal(1),
  hash: z.string(),
  past: stepsSchema,
  future: stepsSchema,
})

/** What was done to a text and what was taken back, as minimal differences. */
export class History {
  #past: HistoryStep[] = []
  #future: HistoryStep[] = []
  #lastKey: string | undefined
  #lastAt = Number.NEGATIVE_INFINITY

  get undoName(): string | undefined {
    return this.#past.at(-1)?.name
  }

  get redoName(): string | undefined {
    return this.#future.at(-1)?.name
  }

  /** Adds a step; with a `key` it joins one of the same key that is less than a second old. */
  add(step: HistoryStep, key: string | undefined, nowMs: number): void {
    const last = this.#past.at(-1)
    const isSame = key !== undefined && key === this.#lastKey && nowMs - this.#lastAt < joinWithinMs
    if (last && isSame && this.#future.length === 0) {
      this.#past[this.#past.length - 1] = {
        name: last.name,
        splices: joined([...last.splices, ...step.splices]),
      }
    } else {
      this.#past.push(step)
      if (this.#past.length > historyMax) this.#past.shift()
    }
    this.#future = []
    this.#lastKey = key
    this.#lastAt = nowMs
  }

  /** The splices that take the last step back. */
  undo(): readonly Splice[] {
    const step = this.#past.pop()
    if (!step) return []
    this.#future.push(step)
    this.#lastKey = undefined
    return step.splices.toReversed().map(inverseOf)
  }

  /** The splices that do it again. */
  redo(): readonly Splice[] {
    const step = this.#future.pop()
    if (!step) return []
    this.#past.push(step)
    this.#lastKey = undefined
    return step.splices.map(({ from, removed, inserted }) => ({
      from,
      to: from + removed.length,
      insert: inserted,
    }))
  }

  /**
   * Text for browser storage; it fits only the text it was made with. Old steps are left out where all
   * of them would be longer than `savedCharactersMax`.
   */
  serialize(text: string): string {
    const future = this.#future.map(packed)
    let room = savedCharactersMax - lengthOf(future)
    const past: ReturnType<typeof packed>[] = []
    for (const step of this.#past.toReversed().map(packed)) {
      room -= lengthOf([step])
      if (room < 0) break
      past.unshift(step)
    }
    return JSON.stringify({ version: 1, hash: hashOf(text), past, future })
  }

  /** Takes over a saved history if it belongs to this text; tells whether it did. */
  restore(saved: string, text: string): boolean {
    const parsed = savedSchema.safeParse(parseJson(saved))
    if (!parsed.success || parsed.data.hash !== hashOf(text)) return false
    const unpack = (steps: z.output<typeof stepsSchema>): HistoryStep[] =>
      steps.map(({ name, splices }) => ({
        name,
        splices: splices.map(([from, removed, inserted]) => ({ from, removed, inserted })),
      }))
    this.#past = unpack(parsed.data.past)
    this.#future = unpack(parsed.data.future)
    this.#lastKey = undefined
    return true
  }
}

function packed({ name, splices }: HistoryStep) {
  return {
    name,
    splices: splices.map(({ from, removed, inserted }) => [from, removed, inserted] as const),
  }
}

function lengthOf(steps: readonly ReturnType<typeof packed>[]): number {
  return JSON.stringify(steps).length
}

/** Joins splices that continue each other, as letters typed one after the other do. */
function joined(splices: readonly DoneSplice[]): DoneSplice[] {
  const result: DoneSplice[] = []
  for (const next of splices) {
    const last = result.at(-1)
    const covers =
      last &&
      next.from >= last.from &&
      next.from + next.removed.length <= last.from + last.inserted.length
    if (!last || !covers) {
      result.push(next)
      continue
    }
    const at = next.from - last.from
    const inserted =
      last.inserted.slice(0, at) + next.inserted + last.inserted.slice(at + next.removed.length)
    result[result.length - 1] = { ...last, inserted }
  }
  return result
}

/** FNV-1a over the text with its length: enough to see that a saved history is of another text. */
function hashOf(text: string): string {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at++) {
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  }
  return `${text.length}-${(hash >>> 0).toString(16)}`
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
