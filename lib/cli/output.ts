import { once } from 'node:events'
import type { Writable } from 'node:stream'

const BLOCK_CHARS = 64 * 1024

/** Writes lines in large blocks. A slow reader slows the writer down. */
export class LineOutput {
  readonly #target: Writable
  #block = ''

  constructor(target: Writable) {
    this.#target = target
  }

  /** Adds a line. Goes out with its block; call `flush` for lines that somebody waits for. */
  add(line: string): void {
    this.#block += line
    this.#block += '\n'
  }

  /** Whether there is enough for a block. */
  get isFull(): boolean {
    return this.#block.length >= BLOCK_CHARS
  }

  /** Writes what there is; resolves when the target takes more. */
  async flush(): Promise<void> {
    if (this.#block === '') return
    const block = this.#block
    this.#block = ''
    if (!this.#target.write(block)) await once(this.#target, 'drain')
  }
}
