import { z } from 'zod'
import { defineComponent, slot } from '../component'
import { ManifestInvalid } from '../errors'
import { StreamSlice } from '../slice'
import { hashKey } from '../values/hash-key'
import { PythonValueError } from '../values/python-error'
import type { Json, JsonObject } from '../values/value'
import { type PartitionRouter, partitionRouterKind } from './partition-router'

export const groupingPartitionRouter = defineComponent({
  schema: z
    .object({
      type: z.literal('GroupingPartitionRouter'),
      group_size: z.int().meta({
        title: 'Values in a group',
        description: 'How many partitions are asked for at once.',
        examples: [50],
      }),
      underlying_partition_router: slot(partitionRouterKind).meta({
        title: 'Router',
        description: 'Whose partitions are put into groups.',
      }),
      deduplicate: z.boolean().default(true).meta({
        title: 'Each value once',
        description: 'Leaves out values that came before.',
      }),
    })
    .meta({
      title: 'Groups of values',
      description: 'Reads the stream for several partitions in one request.',
    }),

  create({ group_size, underlying_partition_router, deduplicate }, context): PartitionRouter {
    const { path } = context
    if (group_size < 1) {
      throw new ManifestInvalid(`Group size must be greater than 0, got ${group_size}`, {
        path: [...path, 'group_size'],
      })
    }
    const key = 'underlying_partition_router'
    const router = context.build(partitionRouterKind, underlying_partition_router, key)
    if (router.hasRequestOption) {
      throw new ManifestInvalid(
        'A router whose partitions are grouped cannot have a request_option',
        {
          path: [...path, key],
        },
      )
    }
    // Groups are made ahead of the parents' progress, so the state of each is kept until it is out.
    let state = router.parentState()

    return {
      async *slices() {
        const seen = new Set<string>()
        let group: StreamSlice[] = []
        for await (const slice of router.slices()) {
          const id = hashKey(singleValue(slice))
          if (deduplicate && seen.has(id)) continue
          seen.add(id)
          group.push(slice)
          if (group.length < group_size) continue
          state = router.parentState()
          yield together(group)
          group = []
        }
        state = router.parentState()
        if (group.length > 0) yield together(group)
      },
      patch: () => ({}),
      parentState: () => state,
      isGlobal: true,
      partitionFields: router.partitionFields,
      hasRequestOption: false,
      parentCount: router.parentCount,
      ancestors: router.ancestors,
    }
  },
})

function singleValue({ partition }: StreamSlice): Json {
  const values = Object.entries(partition).filter(([key]) => key !== 'parent_slice')
  const [first] = values
  if (first && values.length === 1) return first[1]
  throw new PythonValueError('GroupingPartitionRouter expects a single partition key-value pair')
}

/** Every key with the list of its values. */
function together(group: readonly StreamSlice[]): StreamSlice {
  return new StreamSlice(
    collect(group.map((slice) => slice.partition)),
    {},
    collect(group.map((slice) => slice.extraFields)),
  )
}

function collect(objects: readonly JsonObject[]): JsonObject {
  const lists: { [key: string]: Json[] } = {}
  for (const object of objects) {
    for (const [key, value] of Object.entries(object)) {
      lists[key] ??= []
      lists[key].push(value)
    }
  }
  return lists
}
