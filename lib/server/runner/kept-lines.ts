import type { ObservedEvent } from '../../testread/test-read'

/** Characters of a run's events that are kept. */
const charactersMax = 20_000_000

/** Says how a run went, so it is kept even when the rest was too much. */
const needed: ReadonlySet<ObservedEvent['kind']> = new Set(['end', 'error', 'limit', 'state'])

/** The lines of a run that are stored with it. */
export class KeptLines {
  readonly lines: string[] = []
  #characters = 0
  #isCut = false

  add(event: ObservedEvent['kind'], line: string): void {
    if (this.#characters + line.length > charactersMax) this.#isCut = true
    if (this.#isCut && !needed.has(event)) return
    this.#characters += line.length
    this.lines.push(line)
  }

  /** Whether some lines were left out. */
  get isCut(): boolean {
    return this.#isCut
  }
}
