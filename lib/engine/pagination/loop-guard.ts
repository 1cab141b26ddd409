import { EngineError, type EngineErrorOptions } from '../errors'
import type { ManifestPath } from '../path'
import type { EngineResponse } from '../response'
import { isEqual } from '../values/compare'
import type { Value } from '../values/value'

/** A page asks for itself again and again, so the read would never end. */
export class PaginationLoop extends EngineError {
  override readonly name = 'PaginationLoop'
  readonly code = 'pagination_loop'
  readonly blame = 'manifest'

  constructor(options: EngineErrorOptions) {
    super(
      'The API keeps answering with the same page, which asks for itself again. Check what the next page token is taken from, and set a stop condition.',
      options,
    )
  }
}

/**
 * Notices a read that goes round in circles. The same token twice is no proof, since some APIs move
 * on by themselves; the same token with the same body three times in a row is.
 */
export class LoopGuard {
  readonly #path: ManifestPath
  #body: Uint8Array | undefined
  #repeats = 0

  constructor(path: ManifestPath) {
    this.#path = path
  }

  /** @throws PaginationLoop */
  async check(
    { token, response }: { readonly token: Value | undefined; readonly response: EngineResponse },
    next: Value,
    isStreaming: boolean,
  ): Promise<void> {
    if (isStreaming || token === undefined || !isEqual(token, next)) {
      this.#body = undefined
      this.#repeats = 0
      return
    }
    const body = await response.bytes()
    this.#repeats = this.#body && isSame(this.#body, body) ? this.#repeats + 1 : 0
    this.#body = body
    if (this.#repeats === 2) throw new PaginationLoop({ path: this.#path })
  }
}

function isSame(left: Uint8Array, right: Uint8Array): boolean {
  return left.length === right.length && left.every((byte, i) => byte === right[i])
}
