import type { KeptDraft } from './browser-store'

const pauseMs = 200

/**
 * Writes unsaved text to the browser a moment after it changed: a large text takes longer to write
 * than a key press may. Forgetting it happens at once.
 */
export class DraftKeeper {
  readonly #write: (draft: KeptDraft | undefined) => void
  #draft: KeptDraft | undefined
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(write: (draft: KeptDraft | undefined) => void) {
    this.#write = write
  }

  keep(draft: KeptDraft | undefined): void {
    this.#draft = draft
    if (draft !== undefined) {
      this.#timer ??= setTimeout(() => this.flush(), pauseMs)
      return
    }
    this.#stopWaiting()
    this.#write(undefined)
  }

  /** Writes what waits: the page is going away. */
  flush(): void {
    this.#stopWaiting()
    if (this.#draft !== undefined) this.#write(this.#draft)
    this.#draft = undefined
  }

  #stopWaiting(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
  }
}
