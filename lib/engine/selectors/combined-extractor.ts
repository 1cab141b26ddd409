import { z } from 'zod'
import { type BuildContext, defineComponent, slot } from '../component'
import type { CallScope } from '../requesters/requester'
import { runOf } from '../run'
import { isTruthy } from '../values/compare'
import type { Json } from '../values/value'
import { type Extraction, type RecordExtractor, recordExtractorKind } from './record-extractor'

export const combinedExtractor = defineComponent({
  schema: z
    .object({
      type: z.literal('CombinedExtractor'),
      extractors: z.array(slot(recordExtractorKind)).min(1).meta({
        title: 'Places',
        description: 'Where records may be, in order.',
      }),
      mode: z
        .enum(['union', 'first_match'])
        .default('union')
        .meta({
          title: 'Take',
          description: 'The records of all places, or of the first that has some.',
          examples: ['first_match'],
        }),
      skip_empty_records: z.boolean().default(false).meta({
        title: 'Skip empty records',
        description: 'Leaves out records without content, which APIs send in place of errors.',
        group: 'advanced',
      }),
    })
    .meta({
      title: 'Several places',
      description: 'Finds records in several places of a response.',
    }),

  create({ extractors, mode, skip_empty_records }, context): RecordExtractor {
    const parts = extractors.map((each, i) => {
      const extractor = context.build(recordExtractorKind, each, ['extractors', i])
      return skip_empty_records ? withoutEmpty(extractor, i, context) : extractor
    })
    return {
      extract: (bodies, scope) =>
        mode === 'union' ? union(parts, bodies, scope) : firstMatch(parts, bodies, scope),
      needsWhole: true,
      isUnion: mode === 'union' || parts.some(({ isUnion }) => isUnion),
    }
  },
})

async function union(
  parts: readonly RecordExtractor[],
  bodies: readonly Json[],
  scope: CallScope,
): Promise<Extraction> {
  const records: Json[] = []
  let foundCount = 0
  for (const part of parts) {
    const extraction = await part.extract(bodies, scope)
    for (const record of extraction.records) records.push(record)
    foundCount += extraction.foundCount
  }
  return { records, foundCount }
}

async function firstMatch(
  parts: readonly RecordExtractor[],
  bodies: readonly Json[],
  scope: CallScope,
): Promise<Extraction> {
  let foundCount = 0
  for (const part of parts) {
    const extraction = await part.extract(bodies, scope)
    if (extraction.records.length > 0) return extraction
    foundCount = Math.max(foundCount, extraction.foundCount)
  }
  return { records: [], foundCount }
}

/** The same extractor without records that hold nothing; they still count for the page's size. */
function withoutEmpty(
  extractor: RecordExtractor,
  index: number,
  { engine, path, stream }: BuildContext,
): RecordExtractor {
  return {
    ...extractor,
    async extract(bodies, scope) {
      const { records, foundCount } = await extractor.extract(bodies, scope)
      const kept = records.filter((record) => isTruthy(record))
      const dropped = records.length - kept.length
      if (dropped > 0) {
        const text = `Dropped ${dropped} empty record(s) of place ${index}. APIs that mix empty records with others often say why in another field of the response.`
        runOf(engine).note('warn', text, [...path, 'extractors', index], stream?.name)
      }
      return { records: kept, foundCount }
    },
  }
}
