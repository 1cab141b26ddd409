import { StreamSlice } from '../slice'
import type { PartitionRouter } from './partition-router'

/** One partition that is the whole stream. */
export const singlePartitionRouter: PartitionRouter = {
  async *slices() {
    yield new StreamSlice()
  },
  parentState: () => undefined,
  patch: () => ({}),
  partitionFields: [],
  hasRequestOption: false,
  parentCount: 0,
  ancestors: [],
}
