import { z } from 'zod'
import { defineComponent, slot } from '../component'
import { groupKeyOf } from './group-by-key-merge-strategy'
import { mergeStrategyKind, type PropertyChunker } from './query-properties-kind'

export const propertyChunking = defineComponent({
  schema: z
    .object({
      type: z.literal('PropertyChunking'),
      property_limit_type: z.enum(['characters', 'property_count']).meta({
        title: 'Count',
        description: 'What a request has a limited number of.',
        examples: ['property_count'],
      }),
      property_limit: z
        .int()
        .optional()
        .meta({
          title: 'Limit',
          description: 'Properties or characters of a request; no limit when absent.',
          examples: [50],
        }),
      record_merge_strategy: slot(mergeStrategyKind).optional().meta({
        title: 'Put records together',
        description:
          'Which records of several requests are the same; those with the same id when absent.',
      }),
    })
    .meta({
      title: 'Several requests for a page',
      description: 'Asks for some properties at a time and puts the records together.',
    }),

  create({ property_limit_type, property_limit, record_merge_strategy }, context): PropertyChunker {
    const strategy = record_merge_strategy
      ? context.build(mergeStrategyKind, record_merge_strategy, 'record_merge_strategy')
      : { key: groupKeyOf(['id'], context.path) }
    const sizeOf = property_limit_type === 'characters' ? charactersOf : () => 1
    return {
      chunks: (names, always) =>
        property_limit ? split(names, always, property_limit, sizeOf) : [[...names, ...always]],
      mergeKey: (record) => strategy.key(record),
    }
  },
})

/** A name and the encoded comma behind it. */
function charactersOf(name: string): number {
  return name.length + 3
}

/** What every request asks for is not counted. A name that is too long alone still gets a request. */
function split(
  names: readonly string[],
  always: readonly string[],
  limit: number,
  sizeOf: (name: string) => number,
): string[][] {
  const chunks: string[][] = []
  let chunk = [...always]
  let size = 0
  for (const name of names) {
    const added = sizeOf(name)
    if (size + added > limit) {
      chunks.push(chunk)
      chunk = [...always]
      size = 0
    }
    chunk.push(name)
    size += added
  }
  return [...chunks, chunk]
}
