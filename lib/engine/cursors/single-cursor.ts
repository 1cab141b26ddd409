import type { EngineRecord } from '../events'
import type { StreamSlice } from '../slice'
import type { CursorPort, Patch, SlicePatcher } from '../stream-scope'
import type { JsonObject } from '../values/value'
import type { Cursor } from './cursor'
import type { ProgressCursor } from './progress-cursor'

type Traits = Pick<CursorPort, 'isClientSide' | 'isDataFeed' | 'trackWindow' | 'windowSplitter'>

/** The cursor of a stream with one partition. Its state is worth reporting after every slice. */
export class SingleCursor implements Cursor {
  readonly isClientSide: boolean
  readonly isDataFeed: boolean
  readonly trackWindow: CursorPort['trackWindow']
  readonly windowSplitter: CursorPort['windowSplitter']
  readonly #progress: ProgressCursor
  readonly #patcher: SlicePatcher

  constructor(progress: ProgressCursor, patcher: SlicePatcher, traits: Traits) {
    this.#progress = progress
    this.#patcher = patcher
    this.isClientSide = traits.isClientSide
    this.isDataFeed = traits.isDataFeed
    this.trackWindow = traits.trackWindow
    this.windowSplitter = traits.windowSplitter
  }

  get field(): string {
    return this.#progress.field
  }

  async *slices(): AsyncGenerator<StreamSlice> {
    yield* this.#progress.windows()
  }

  patch(slice: StreamSlice): Patch {
    return this.#patcher.patch(slice)
  }

  observe(record: EngineRecord, slice: StreamSlice): void {
    this.#progress.observe(record, slice)
  }

  close(slice: StreamSlice): boolean {
    this.#progress.close(slice)
    return true
  }

  finish(): void {}

  shouldBeSynced(record: EngineRecord): boolean {
    return this.#progress.shouldBeSynced(record)
  }

  state(): JsonObject {
    return this.#progress.state()
  }
}
