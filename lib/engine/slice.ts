import type { JsonObject } from './values/value'

/**
 * One unit of work of a stream: a partition, a time window, or both.
 *
 * Templates see `merged` as `stream_slice`, `partition` as `stream_partition` and `cursorSlice` as
 * `stream_interval`. `extraFields` reach templates as variables of their own and are no part of
 * the slice's identity.
 */
export class StreamSlice {
  readonly partition: JsonObject
  readonly cursorSlice: JsonObject
  readonly extraFields: JsonObject
  #merged: JsonObject | undefined

  constructor(
    partition: JsonObject = {},
    cursorSlice: JsonObject = {},
    extraFields: JsonObject = {},
  ) {
    this.partition = partition
    this.cursorSlice = cursorSlice
    this.extraFields = extraFields
  }

  get merged(): JsonObject {
    this.#merged ??= { ...this.partition, ...this.cursorSlice }
    return this.#merged
  }
}
