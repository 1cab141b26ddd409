import { z } from 'zod'
import { defineComponent } from '../component'
import { ReadFailed } from '../errors'
import type { EngineRecord } from '../events'
import type { ManifestPath } from '../path'
import { isTruthy } from '../values/compare'
import type { MergeStrategy } from './query-properties-kind'

export const groupByKeyMergeStrategy = defineComponent({
  schema: z
    .object({
      type: z.literal('GroupByKeyMergeStrategy'),
      key: z.union([z.string(), z.array(z.string())]).meta({
        title: 'Key',
        description: 'The field or fields that tell records apart.',
        examples: ['id', ['parent_id', 'end_date']],
      }),
    })
    .meta({ title: 'Same key', description: 'Records with the same key are one.' }),

  create: ({ key }, context): MergeStrategy => ({
    key: groupKeyOf(typeof key === 'string' ? [key] : key, context.path),
  }),
})

/** The key of a record as text; undefined when a part of it is missing or empty. */
export function groupKeyOf(
  names: readonly string[],
  path: ManifestPath,
): (record: EngineRecord) => string | undefined {
  return (record) => {
    const parts = names.map((name) => (Object.hasOwn(record, name) ? record[name] : undefined))
    if (!parts.every((part) => part !== undefined && isTruthy(part))) return undefined
    return parts.map((part) => textPart(part, path)).join(',')
  }
}

/** @throws ReadFailed `merge_key_invalid`: the reference takes text only, and so do its manifests */
function textPart(part: unknown, path: ManifestPath): string {
  if (typeof part === 'string') return part
  throw new ReadFailed(
    'merge_key_invalid',
    'manifest',
    'The key that records are put together by has to be text.',
    {
      path,
      internalMessage: 'TypeError',
    },
  )
}
