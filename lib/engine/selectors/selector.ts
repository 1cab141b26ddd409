import { z } from 'zod'
import { type BuildContext, defineComponent, slot } from '../component'
import { ComponentUnsupported, ReadFailed } from '../errors'
import type { EngineRecord } from '../events'
import type { StreamSlice } from '../slice'
import type { CursorPort, Transformation } from '../stream-scope'
import { prepareAll } from '../transforms/transformation'
import { isObject, type Json } from '../values/value'
import { recordExtractorKind } from './record-extractor'
import { type RecordFilter, recordFilterKind } from './record-filter'
import type { RecordSelector } from './record-selector'
import { createNormalizer } from './schema-normalization'

export const recordSelector = defineComponent({
  schema: z
    .object({
      type: z.literal('RecordSelector'),
      extractor: slot(recordExtractorKind).meta({
        title: 'Find records by',
        description: 'Where the records are in a response.',
      }),
      record_filter: slot(recordFilterKind).optional().meta({
        title: 'Filter',
        description: 'Drops records that nobody wants.',
      }),
      schema_normalization: z
        .union([z.enum(['None', 'Default']), slot()])
        .default('None')
        .meta({
          title: 'Convert to the schema',
          description: '`Default` converts values to the types of the stream’s schema.',
          examples: ['Default'],
          group: 'advanced',
        }),
      transform_before_filtering: z.boolean().optional().meta({
        title: 'Transform before filtering',
        description: 'Lets the filter see records after their transformations.',
        group: 'advanced',
      }),
    })
    .meta({ title: 'Records', description: 'Finds records in responses and chooses among them.' }),

  create(config, context): RecordSelector {
    const extractor = context.build(recordExtractorKind, config.extractor, 'extractor')
    const filter =
      config.record_filter && context.build(recordFilterKind, config.record_filter, 'record_filter')
    if (typeof config.schema_normalization !== 'string') {
      throw new ComponentUnsupported(
        'Custom schema normalisation runs Python code, which cannot run here',
        {
          path: [...context.path, 'schema_normalization'],
        },
      )
    }
    const refine = createRefiner({
      filter,
      normalizes: config.schema_normalization === 'Default',
      transformsFirst: config.transform_before_filtering,
      context,
    })
    return {
      async *select(response, decoder, slice, scope) {
        for await (const bodies of (extractor.decoder ?? decoder).decode(response)) {
          const { records, foundCount } = await extractor.extract(bodies, scope)
          const shown = decoder.isStreaming ? undefined : bodies
          const refined = await refine(records, slice)
          yield { records: refined.records, foundCount, bodies: shown }
          // Records go out one by one in the reference engine: those before a bad one have left.
          if (refined.failure) throw refined.failure.error
        }
      },
      refine,
      hasFilter: filter !== undefined,
      changesBodies:
        config.schema_normalization === 'Default' ||
        (context.stream?.transformations ?? []).length > 0,
      isUnion: extractor.isUnion,
      needsWhole: extractor.needsWhole,
      isStreaming: extractor.decoder?.isStreaming ?? false,
    }
  },
})

interface RefinerParts {
  readonly filter: RecordFilter | undefined
  readonly normalizes: boolean
  readonly transformsFirst: boolean | undefined
  readonly context: BuildContext
}

type Refine = RecordSelector['refine']

/** Filter, transformations and normalisation as one function; nothing is copied without need. */
function createRefiner({ filter, normalizes, transformsFirst, context }: RefinerParts): Refine {
  const { stream } = context
  const cursor = stream?.cursor
  const dropsOld = cursor?.isClientSide && !cursor.isDataFeed ? cursor : undefined
  const keeps = createKeeps(filter, dropsOld)
  const transformations = stream?.transformations ?? []
  const isTransformFirst = transformsFirst ?? cursor?.isClientSide ?? false
  const normalizer = createNormalizer(normalizes, context)

  /** The record as it goes on, or nothing when it is dropped. */
  function refineOne(record: Json, slice: StreamSlice): boolean {
    if (isTransformFirst) transformOne(record, transformations, slice, context)
    if (keeps && !keeps(record as EngineRecord, slice)) return false
    if (!isTransformFirst) transformOne(record, transformations, slice, context)
    return true
  }

  let isPrepared = transformations.every(({ prepare }) => prepare === undefined)

  return async (found, slice) => {
    if (!isPrepared) await prepareAll(transformations)
    isPrepared = true
    const isPlain = transformations.length === 0 && !keeps
    const { records, failure } = isPlain
      ? { records: found }
      : takeWhileGood(found, (record) => refineOne(record, slice))
    await normalizer?.(records)
    return { records: records as readonly EngineRecord[], failure }
  }
}

/** The records for which `keep` holds, up to the first for which it throws. */
function takeWhileGood(found: readonly Json[], keep: (record: Json) => boolean) {
  const records: Json[] = []
  for (const record of found) {
    try {
      if (keep(record)) records.push(record)
    } catch (error) {
      return { records, failure: { error } }
    }
  }
  return { records }
}

function createKeeps(filter: RecordFilter | undefined, cursor: CursorPort | undefined) {
  if (!cursor)
    return filter && ((record: EngineRecord, slice: StreamSlice) => filter.keeps(record, slice))
  return (record: EngineRecord, slice: StreamSlice) =>
    cursor.shouldBeSynced(record, slice) && (!filter || filter.keeps(record, slice))
}

function transformOne(
  record: Json,
  transformations: readonly Transformation[],
  slice: StreamSlice,
  context: BuildContext,
): void {
  if (transformations.length === 0) return
  if (!isObject(record)) {
    throw new ReadFailed(
      'record_invalid',
      'manifest',
      'A record is no object, so it cannot be transformed.',
      {
        path: context.path,
        internalMessage: 'TypeError',
      },
    )
  }
  for (const each of transformations) each.transform(record as { [key: string]: Json }, slice)
}
