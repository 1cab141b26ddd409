import { defineKind } from '../component'
import type { StreamSlice } from '../slice'
import type { SlicePatcher } from '../stream-scope'
import type { JsonObject } from '../values/value'

/** Divides a stream into partitions, for example one for each project. */
export interface PartitionRouter extends SlicePatcher {
  /** The partitions in order, made as they are asked for. */
  slices(): AsyncGenerator<StreamSlice>
  /** The states of parent streams by name; absent for routers that have no parents. */
  parentState(): JsonObject | undefined
  /** Whether a stream over these partitions keeps one cursor for all of them. */
  readonly isGlobal?: boolean | undefined
  /** Whether the pages of a partition start with data that came with the parent record. */
  readonly isLazy?: boolean | undefined
  /** The partition key that each slice has besides `parent_slice`, where it is known. */
  readonly partitionFields: readonly string[]
  readonly hasRequestOption: boolean
  readonly parentCount: number
  /** The names of all parent streams, at any depth. */
  readonly ancestors: readonly string[]
}

export const partitionRouterKind = defineKind<PartitionRouter>('PartitionRouter')
