import { once } from 'node:events'
import type { Writable } from 'node:stream'

const BLOCK_CHARS = 64 * 1024
/** Too short to notice for who watches, long enough to gather lines that come in a burst. */
const MOMENT_MS = 20

/** Writes lines in large blocks. A slow reader slows the writer down. */
export class LineOutput {
  readonly #target: Writable
  #block = ''
  #timer: NodeJS.Timeout | undefined

  constructor(target: Writable) {
    this.#target = target
  }

  /** Adds a line. It goes out in a moment, together with what is added until then. */
  add(line: string): void {
    this.#block += line
    this.#block += '\n'
    this.#timer ??= setTimeout(() => this.#write(), MOMENT_MS)
  }

  /** Whether there is enough for a block. */
  get isFull(): boolean {
    return this.#block.length >= BLOCK_CHARS
  }

  /** Writes what there is; resolves when the target takes more. */
  async flush(): Promise<void> {
    if (!this.#write()) await once(this.#target, 'drain')
  }

  /** Hands the block over; false when the target wants no more for now. */
  #write(): boolean {
    clearTimeout(this.#timer)
    this.#timer = undefined
    if (this.#block === '') return true
    const block = this.#block
    this.#block = ''
    return this.#target.write(block)
  }
}
