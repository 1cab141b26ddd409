import type { PartitionRouter } from '../partitions/partition-router'
import { StreamSlice } from '../slice'
import type { Patch } from '../stream-scope'
import type { Cursor } from './cursor'

/** What a stream without a cursor leaves as its state, so that platforms see it ran. */
export const NO_CURSOR_STATE_KEY = '__ab_no_cursor_state_message'

/**
 * The cursor of streams without one: everything is read each time, and the state only says so.
 *
 * The reference engine leaves that state after a failed read too.
 */
export function createFinalStateCursor(router: PartitionRouter | undefined): Cursor {
  return {
    field: undefined,
    isClientSide: false,
    isDataFeed: false,
    shouldBeSynced: () => true,
    patch: (slice: StreamSlice): Patch => router?.patch(slice) ?? {},
    slices: () => router?.slices() ?? oneSlice(),
    observe: () => undefined,
    close: () => false,
    finish: () => undefined,
    state: () => ({ [NO_CURSOR_STATE_KEY]: true }),
  }
}

async function* oneSlice(): AsyncGenerator<StreamSlice> {
  yield new StreamSlice()
}
