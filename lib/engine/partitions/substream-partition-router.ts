import { z } from 'zod'
import { type BuildContext, defineComponent, slot } from '../component'
import { ManifestInvalid } from '../errors'
import type { EngineRecord } from '../events'
import { CHILD_RESPONSE } from '../retrievers/lazy-first-page'
import { StreamSlice } from '../slice'
import type { Patch } from '../stream-scope'
import { getAt, splitPath } from '../values/dpath'
import { type Json, type JsonObject, ownValue } from '../values/value'
import { injectTruthy } from './list-partition-router'
import { batchesWithLast, withLast } from './look-ahead'
import { overlayPatches } from './overlay-patches'
import { type ParentStream, parentStreamKind } from './parent-stream-config'
import type { PartitionRouter } from './partition-router'

export const substreamPartitionRouter = defineComponent({
  schema: z
    .object({
      type: z.literal('SubstreamPartitionRouter'),
      parent_stream_configs: z
        .array(slot(parentStreamKind))
        .meta({ title: 'Parents', description: 'The streams whose records make the partitions.' }),
    })
    .meta({
      title: 'Parent stream',
      description: 'Reads the stream once for each record of another stream.',
    }),

  create({ parent_stream_configs }, context): PartitionRouter {
    if (parent_stream_configs.length === 0) {
      throw new ManifestInvalid('SubstreamPartitionRouter needs at least 1 parent stream', {
        path: context.path,
      })
    }
    const parents = parent_stream_configs.map((config, index) =>
      context.build(parentStreamKind, config, ['parent_stream_configs', index]),
    )
    return new SubstreamRouter(parents, context)
  },
})

class SubstreamRouter implements PartitionRouter {
  readonly partitionFields: readonly string[]
  readonly hasRequestOption: boolean
  readonly parentCount: number
  readonly ancestors: readonly string[]
  readonly isLazy: boolean
  readonly #parents: readonly ParentStream[]
  readonly #signal: AbortSignal

  constructor(parents: readonly ParentStream[], context: BuildContext) {
    this.#parents = parents
    this.#signal = context.engine.signal
    this.partitionFields = parents.map((parent) => parent.partitionField)
    this.hasRequestOption = parents.some((parent) => parent.injector !== undefined)
    this.parentCount = parents.length
    this.ancestors = parents.flatMap(({ stream }) => [stream.name, ...stream.ancestors])
    const hasState = Object.keys(context.stream?.state ?? {}).length > 0
    this.isLazy = !hasState && parents.some((parent) => parent.lazyPointer.length > 0)
  }

  async *slices(): AsyncGenerator<StreamSlice> {
    for (const parent of this.#parents) yield* this.#slicesOf(parent)
  }

  async *#slicesOf(parent: ParentStream): AsyncGenerator<StreamSlice> {
    const { cursor } = parent.stream
    let index = 0
    for await (const [slice, isLast] of withLast(parent.stream.slices())) {
      yield* this.#childrenOf(parent, slice, index, () => {
        cursor.close(slice)
        if (isLast) cursor.finish()
      })
      index += 1
    }
  }

  /** The slice is closed before its last record's child goes out, whose state then holds it. */
  async *#childrenOf(
    parent: ParentStream,
    slice: StreamSlice,
    index: number,
    close: () => void,
  ): AsyncGenerator<StreamSlice> {
    const scope = { index, purpose: 'parent', signal: this.#signal } as const
    const batches = batchesWithLast(parent.stream.read(slice, scope))
    let isClosed = false
    for await (const [records, isLast] of batches) {
      for (const [position, record] of records.entries()) {
        parent.stream.cursor.observe(record, slice)
        const child = this.#childSlice(parent, record, slice)
        isClosed = isLast && position === records.length - 1
        if (isClosed) close()
        if (child) yield child
      }
    }
    if (!isClosed) close()
  }

  #childSlice(
    parent: ParentStream,
    record: EngineRecord,
    slice: StreamSlice,
  ): StreamSlice | undefined {
    const value = getAt(record, splitPath(parent.parentKey), null)
    if (value === null) return undefined
    return new StreamSlice(
      { [parent.partitionField]: value, parent_slice: slice.partition },
      {},
      this.#extraFields(parent, record),
    )
  }

  #extraFields({ extraFields, lazyPointer }: ParentStream, record: EngineRecord): JsonObject {
    if (extraFields.length === 0 && lazyPointer.length === 0) return {}
    const fields: { [key: string]: Json } = {}
    if (this.isLazy && lazyPointer.length > 0) {
      fields[CHILD_RESPONSE] = getAt(record, lazyPointer, [])
    }
    for (const path of extraFields) fields[path.join('.')] = getAt(record, path, null)
    return fields
  }

  patch(slice: StreamSlice): Patch {
    return overlayPatches(
      this.#parents.map(({ injector, partitionField }) =>
        injectTruthy(injector, ownValue(slice.partition, partitionField)),
      ),
    )
  }

  parentState(): JsonObject {
    return Object.fromEntries(
      this.#parents
        .filter((parent) => parent.isIncremental)
        .map(({ stream }) => [stream.name, stream.cursor.state()]),
    )
  }
}
