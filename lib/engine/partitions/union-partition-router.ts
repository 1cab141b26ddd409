import { z } from 'zod'
import { defineComponent, slot, template } from '../component'
import { ManifestInvalid } from '../errors'
import { interpolatedString } from '../interpolate'
import type { ManifestPath } from '../path'
import { runOf } from '../run'
import { StreamSlice } from '../slice'
import { hashKey } from '../values/hash-key'
import { toText } from '../values/text'
import type { JsonObject } from '../values/value'
import { type PartitionRouter, partitionRouterKind } from './partition-router'

export const unionPartitionRouter = defineComponent({
  schema: z
    .object({
      type: z.literal('UnionPartitionRouter'),
      partition_field: template('config').meta({
        title: 'Name',
        description: 'What a partition calls its value. All routers below use the same name.',
        examples: ['project_id'],
      }),
      partition_routers: z
        .array(slot(partitionRouterKind))
        .min(2)
        .meta({ title: 'Routers', description: 'Whose partitions are put together.' }),
    })
    .meta({
      title: 'Several sources of partitions',
      description: 'All partitions of several routers, each value once.',
    }),

  create({ partition_field, partition_routers }, context): PartitionRouter {
    const field = toText(interpolatedString(partition_field, context)())
    const routers = partition_routers.map((config, index) => {
      const router = context.build(partitionRouterKind, config, ['partition_routers', index])
      checkChild(router, field, [...context.path, 'partition_routers', index])
      return router
    })

    return {
      async *slices() {
        const seen = new Set<string>()
        for (const router of routers) {
          for await (const slice of router.slices()) {
            const { [field]: value = null, ...others } = slice.partition
            const key = hashKey(value)
            if (seen.has(key)) continue
            seen.add(key)
            yield new StreamSlice({ [field]: value }, {}, { ...slice.extraFields, ...others })
          }
        }
      },
      patch: () => ({}),
      parentState: () => mergeStates(routers, (text) => note(text)),
      partitionFields: [field],
      hasRequestOption: false,
      parentCount: 0,
      ancestors: routers.flatMap((router) => router.ancestors),
    }

    function note(text: string): void {
      runOf(context.engine).note('warn', text, context.path, context.stream?.name)
    }
  },
})

function checkChild(router: PartitionRouter, field: string, path: ManifestPath): void {
  const other = router.partitionFields.find((each) => each !== field)
  if (other !== undefined) {
    throw new ManifestInvalid(
      `This router calls its partitions "${other}", and the union calls them "${field}". The names have to be the same.`,
      { path },
    )
  }
  if (router.hasRequestOption) {
    throw new ManifestInvalid('Routers inside a union cannot have a request_option', { path })
  }
}

function mergeStates(
  routers: readonly PartitionRouter[],
  warn: (text: string) => void,
): JsonObject {
  const states = routers.map((router) => router.parentState()).filter((each) => each !== undefined)
  const merged: { [key: string]: JsonObject[string] } = {}
  for (const state of states) {
    for (const [name, own] of Object.entries(state)) {
      if (Object.hasOwn(merged, name)) warn(`Two routers of a union have a parent called ${name}.`)
      merged[name] = own
    }
  }
  return merged
}
