import type { DraftConflict } from '@/lib/contracts/drafts'
import type { ManifestDocument } from '@/lib/manifest/manifest-document'
import { mergeTexts } from './merge-texts'

/** How the draft stands with the server. */
export type SaveState =
  | { readonly kind: 'saved'; readonly at: string }
  | { readonly kind: 'saving' }
  | { readonly kind: 'unsaved' }
  | { readonly kind: 'offline' }
  | { readonly kind: 'failed'; readonly message: string }
  | {
      readonly kind: 'conflict'
      readonly theirs: DraftConflict
      readonly merged: string | undefined
    }

/** What came of an attempt to save. */
export type SaveOutcome =
  | { readonly kind: 'saved'; readonly revision: number; readonly savedAt: string }
  | { readonly kind: 'offline' }
  | { readonly kind: 'failed'; readonly message: string }
  | { readonly kind: 'conflict'; readonly theirs: DraftConflict }

export interface SavedDraft {
  readonly text: string
  readonly revision: number
  readonly savedAt: string
}

interface DraftSaverParts {
  readonly document: ManifestDocument
  readonly saved: SavedDraft
  readonly save: (body: { text: string; baseRevision: number }) => Promise<SaveOutcome>
  /** Keeps the text in this browser until the server has it. */
  readonly keep: (unsaved: { text: string; baseRevision: number } | undefined) => void
  /** Runs a task later; gives the way to call it off. */
  readonly later?: (task: () => void, ms: number) => () => void
}

const pauseMs = 800
const retryMs = 5_000

/**
 * Saves a draft a short pause after each change, also while it is no valid YAML. Stops at a conflict
 * until somebody decided, and tries again by itself when the server cannot be reached.
 */
export class DraftSaver {
  readonly #parts: DraftSaverParts
  readonly #listeners = new Set<() => void>()
  readonly #later: (task: () => void, ms: number) => () => void
  #saved: SavedDraft
  #state: SaveState
  #callOff: (() => void) | undefined
  #isSaving = false
  #stop: (() => void) | undefined

  constructor(parts: DraftSaverParts) {
    this.#parts = parts
    this.#later = parts.later ?? timer
    this.#saved = parts.saved
    this.#state = { kind: 'saved', at: parts.saved.savedAt }
  }

  readonly getSnapshot = (): SaveState => this.#state

  readonly subscribe = (listener: () => void) => {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  get revision(): number {
    return this.#saved.revision
  }

  /** The text the server has. */
  get savedText(): string {
    return this.#saved.text
  }

  /** Follows the document until `stop`. */
  start(): () => void {
    this.#stop?.()
    const unsubscribe = this.#parts.document.subscribe(() => this.#changed())
    this.#stop = () => {
      unsubscribe()
      this.#callOff?.()
    }
    this.#changed()
    return this.#stop
  }

  /** Saves without waiting for the pause. */
  async saveNow(): Promise<void> {
    this.#callOff?.()
    this.#callOff = undefined
    const { text } = this.#parts.document.getSnapshot()
    if (this.#isSaving || this.#state.kind === 'conflict' || text === this.#saved.text) return
    this.#isSaving = true
    this.#show({ kind: 'saving' })
    const outcome = await this.#parts.save({ text, baseRevision: this.#saved.revision })
    this.#isSaving = false
    this.#settle(outcome, text)
  }

  /**
   * A newer draft turned up elsewhere. When the page was opened again the text both grew from may be
   * unknown; then nothing is merged.
   */
  meet(theirs: DraftConflict, { isBaseKnown = true } = {}): void {
    this.#callOff?.()
    const mine = this.#parts.document.getSnapshot().text
    if (mine === theirs.text) {
      this.#take(theirs)
      return
    }
    const fork = { base: this.#saved.text, mine, theirs: theirs.text }
    const merged = isBaseKnown ? mergeTexts(fork) : undefined
    this.#show({ kind: 'conflict', theirs, merged })
  }

  /** Ends a conflict: what was chosen becomes the text on screen, and undo brings the other back. */
  resolve(choice: 'mine' | 'theirs' | 'merged'): void {
    if (this.#state.kind !== 'conflict') return
    const { theirs, merged } = this.#state
    this.#saved = theirs
    this.#show({ kind: 'unsaved' })
    if (choice === 'theirs') this.#parts.document.replaceText(theirs.text, 'Use the other draft')
    if (choice === 'merged' && merged !== undefined) {
      this.#parts.document.replaceText(merged, 'Keep both drafts')
    }
    if (this.#parts.document.getSnapshot().text === theirs.text) this.#take(theirs)
    else void this.saveNow()
  }

  #changed() {
    const { text } = this.#parts.document.getSnapshot()
    if (this.#state.kind === 'conflict') {
      this.#parts.keep({ text, baseRevision: this.#saved.revision })
      return
    }
    if (text === this.#saved.text) {
      this.#callOff?.()
      if (!this.#isSaving) this.#take(this.#saved)
      return
    }
    this.#parts.keep({ text, baseRevision: this.#saved.revision })
    if (this.#state.kind === 'saved') this.#show({ kind: 'unsaved' })
    this.#schedule(pauseMs)
  }

  #schedule(ms: number) {
    this.#callOff?.()
    this.#callOff = this.#later(() => void this.saveNow(), ms)
  }

  #settle(outcome: SaveOutcome, text: string) {
    switch (outcome.kind) {
      case 'saved':
        this.#take({ text, revision: outcome.revision, savedAt: outcome.savedAt })
        this.#changed()
        return
      case 'conflict':
        this.meet(outcome.theirs)
        return
      default:
        this.#show(outcome)
        this.#schedule(retryMs)
    }
  }

  /** The server has this text now. */
  #take(saved: SavedDraft) {
    this.#saved = saved
    if (this.#parts.document.getSnapshot().text === saved.text) this.#parts.keep(undefined)
    this.#show({ kind: 'saved', at: saved.savedAt })
  }

  #show(state: SaveState) {
    this.#state = state
    for (const listener of this.#listeners) listener()
  }
}

function timer(task: () => void, ms: number): () => void {
  const id = setTimeout(task, ms)
  return () => clearTimeout(id)
}
