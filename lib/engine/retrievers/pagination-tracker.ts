import { ReadFailed } from '../errors'
import type { EngineRecord } from '../events'
import type { PageSignal } from '../requesters/requester'
import { runOf } from '../run'
import type { StreamSlice } from '../slice'
import type { CursorPort, WindowTracker } from '../stream-scope'
import { isEqual } from '../values/compare'
import type { ReducerPlace } from './page-size-reducer'

/** When pagination begins again, and where. */
export interface ResetRules {
  readonly splitsByCursor: boolean
  /** Records after which it begins again; undefined for no limit. */
  readonly recordsMax: number | undefined
}

const sameSliceAttemptsMax = 2

/** Follows the records of a slice for the case that its pages have to begin again. */
export class PaginationTracker {
  readonly #recordsMax: number | undefined
  readonly #place: ReducerPlace
  readonly #startWindow: (() => WindowTracker | undefined) | undefined
  #window: WindowTracker | undefined
  #seen = 0
  #attempts = 1

  constructor(rules: ResetRules | undefined, cursor: CursorPort | undefined, place: ReducerPlace) {
    this.#recordsMax = rules?.recordsMax
    this.#place = place
    this.#startWindow = rules?.splitsByCursor ? () => cursor?.trackWindow?.() : undefined
    this.#window = this.#startWindow?.()
  }

  observe(record: EngineRecord): void {
    this.#seen += 1
    this.#window?.observe(record)
  }

  /** Whether as many records were seen as the API gives in one go. */
  isFull(): boolean {
    return this.#recordsMax !== undefined && this.#seen >= this.#recordsMax
  }

  /**
   * The slice to read from its first page on: what the cursor says is left, or the same once more.
   *
   * @throws ReadFailed `pagination_reset_repeated` when that would not help
   */
  reset(slice: StreamSlice): StreamSlice {
    this.#seen = 0
    const rest = this.#window?.rest(slice) ?? slice
    if (this.#window && isEqual(rest.merged, slice.merged)) throw this.#repeated(1)
    if (!this.#window) {
      if (this.#attempts >= sameSliceAttemptsMax) throw this.#repeated(this.#attempts)
      this.#attempts += 1
    }
    this.#window = this.#startWindow?.()
    runOf(this.#place.engine).note(
      'info',
      'Pagination begins again at the first page.',
      this.#place.path,
      this.#place.stream,
    )
    return rest
  }

  /** What to throw when a smaller page is asked for and nothing says how to make one. */
  noReducer({ reason }: PageSignal): ReadFailed {
    return new ReadFailed(
      'page_size_not_reducible',
      'manifest',
      `Stream ${this.#place.stream} answers an error with REDUCE_PAGE_SIZE but cannot send a smaller page. Add page_size_reduction to its retriever, or remove the action.`,
      { path: this.#place.path, failureType: 'config_error', internalMessage: reason },
    )
  }

  #repeated(attempts: number): ReadFailed {
    return new ReadFailed(
      'pagination_reset_repeated',
      'api',
      `The pages of stream ${this.#place.stream} had to begin again and did not get further.`,
      {
        path: this.#place.path,
        internalMessage: `There were ${attempts} attempts with the same slice already while the max allowed is ${sameSliceAttemptsMax}`,
      },
    )
  }
}
