import type { SuggestedChange } from '../../testing/panel-suggestions'

/** A run with changes that are not in the draft. */
export interface Trial {
  readonly text: string
  readonly changes: readonly SuggestedChange[]
}

interface SuggestionState {
  /** Names of what somebody turned down, by stream. */
  readonly rejected: ReadonlySet<string>
  readonly trials: Readonly<Record<string, Trial>>
}

/** What became of suggestions on this page: turned down, or tried out. */
export class SuggestionStore {
  #state: SuggestionState = { rejected: new Set(), trials: {} }
  readonly #listeners = new Set<() => void>()

  readonly getSnapshot = (): SuggestionState => this.#state

  readonly subscribe = (listener: () => void) => {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  reject({ stream, id }: SuggestedChange): void {
    const rejected = new Set([...this.#state.rejected, nameOf(stream, id)])
    const { [stream]: _gone, ...trials } = this.#state.trials
    this.#change({ rejected, trials })
  }

  try(stream: string, trial: Trial): void {
    this.#change({ ...this.#state, trials: { ...this.#state.trials, [stream]: trial } })
  }

  #change(state: SuggestionState): void {
    this.#state = state
    for (const listener of this.#listeners) listener()
  }
}

/** How a rejection is remembered: the same finding in the next run stays away. */
export function nameOf(stream: string, id: string): string {
  return `${stream}\n${id}`
}

const stores = new Map<string, SuggestionStore>()

/** The same object for everybody who asks about a project. */
export function suggestionStoreOf(projectId: string): SuggestionStore {
  const known = stores.get(projectId) ?? new SuggestionStore()
  stores.set(projectId, known)
  return known
}
