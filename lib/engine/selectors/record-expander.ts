import { z } from 'zod'
import { type BuildContext, defineComponent, slot, template } from '../component'
import { ManifestInvalid } from '../errors'
import { interpolatedString } from '../interpolate'
import type { CallScope } from '../requesters/requester'
import { auxiliaryStream } from '../retrievers/auxiliary-stream'
import { type Retriever, retrieverKind } from '../retrievers/retriever'
import { isTruthy } from '../values/compare'
import { valuesAt } from '../values/dpath'
import { toText } from '../values/text'
import { isList, isObject, type Json, type JsonObject, type Value } from '../values/value'
import { createItemWriter } from './expanded-item'
import { parentFieldPath } from './parent-field-path'
import { plainLookup } from './plain-lookup'
import type { RecordExpander } from './record-expander-kind'
import { fetchTruncated, type TruncatedLists } from './truncated-list'

export const recordExpander = defineComponent({
  schema: z
    .object({
      type: z.literal('RecordExpander'),
      expand_records_from_field: z.array(template('config')).meta({
        title: 'Path of the list',
        description: 'Where each record has the list whose items become records.',
        examples: [['lines', 'data']],
      }),
      remain_original_record: z.boolean().default(false).meta({
        title: 'Keep the parent',
        description: 'Puts the whole parent into each item as `original_record`.',
      }),
      parent_fields: z.array(parentFieldPath).optional().meta({
        title: 'Fields of the parent',
        description: 'Copies fields of the parent into each item.',
      }),
      merge_parent: z.boolean().default(false).meta({
        title: 'Merge with the parent',
        description: 'Adds the parent’s fields to each item; the item’s own win.',
      }),
      on_no_records: z
        .enum(['skip', 'emit_parent'])
        .default('skip')
        .meta({
          title: 'Without items',
          description: 'What to do with a record whose list is empty or missing.',
          examples: ['emit_parent'],
        }),
      truncation_indicator_path: z
        .array(template('config'))
        .optional()
        .meta({
          title: 'Sign of a cut list',
          description: 'Path of the field that says that the list is not complete.',
          examples: [['lines', 'has_more']],
          group: 'advanced',
        }),
      truncated_list_retriever: slot(retrieverKind).optional().meta({
        title: 'Fetch cut lists',
        description:
          'Reads the complete list of a record; it sees the record as `stream_slice.parent_record`.',
        group: 'advanced',
      }),
    })
    .meta({
      title: 'Expand a list',
      description: 'Makes a record of each item of a list in records.',
    }),

  create(config, context): RecordExpander {
    const path = config.expand_records_from_field.map((each) => interpolatedString(each, context)())
    const retriever = buildRetriever(config.truncated_list_retriever, context)
    const lists = truncatedLists(config.truncation_indicator_path, path, retriever, context)
    const write = createItemWriter(config, path, context)
    const emitsParent = config.on_no_records === 'emit_parent'

    const expandOne = (record: Json, replacement: readonly Json[] | undefined, out: Json[]) => {
      if (!isObject(record) || path.length === 0) {
        out.push(record)
        return
      }
      const parent = record as JsonObject
      const found = replacement ?? embeddedItems(parent, path)
      for (const item of found) out.push(write(item, parent))
      if (found.length === 0 && emitsParent) out.push(record)
    }

    return {
      expand(records, scope) {
        if (lists) return expandAll(records, lists, scope, expandOne)
        const out: Json[] = []
        for (const record of records) expandOne(record, undefined, out)
        return { records: out, foundCount: out.length }
      },
    }
  },
})

/** The items of all lists at a path. */
function embeddedItems(parent: JsonObject, path: readonly Value[]): readonly Json[] {
  return valuesAt(parent, path as never).flatMap((found) =>
    isList(found) ? (found as readonly Json[]) : [],
  )
}

async function expandAll(
  records: readonly Json[],
  lists: TruncatedLists,
  scope: CallScope,
  expandOne: (record: Json, replacement: readonly Json[] | undefined, out: Json[]) => void,
) {
  const out: Json[] = []
  for (const record of records) {
    const isCut =
      isObject(record) && isTruthy(plainLookup(record as JsonObject, lists.indicator) ?? null)
    const fetched = isCut ? await fetchTruncated(lists, record as JsonObject, scope) : undefined
    expandOne(record, fetched, out)
  }
  return { records: out, foundCount: out.length }
}

function buildRetriever(config: unknown, context: BuildContext): Retriever | undefined {
  if (config === undefined) return undefined
  const path = [...context.path, 'truncated_list_retriever']
  for (const key of ['partition_router', 'pagination_reset']) {
    if (isObject(config as Value) && (config as JsonObject)[key] !== undefined) {
      throw new ManifestInvalid(`${key} is not supported on truncated_list_retriever`, { path })
    }
  }
  return context.build(
    retrieverKind,
    config,
    'truncated_list_retriever',
    auxiliaryStream(context.stream),
  )
}

function truncatedLists(
  indicator: readonly string[] | undefined,
  list: readonly Value[],
  retriever: Retriever | undefined,
  context: BuildContext,
): TruncatedLists | undefined {
  if (indicator === undefined || indicator.length === 0) {
    if (!retriever) return undefined
    throw new ManifestInvalid('truncated_list_retriever needs truncation_indicator_path', {
      path: context.path,
    })
  }
  const path = indicator.map((each) => toText(interpolatedString(each, context)()))
  const checked = retriever ? [...path, ...list.map(toText)] : path
  if (checked.some((segment) => /[*?[]/.test(segment))) {
    throw new ManifestInvalid(
      'Wildcards are not supported in the paths of a list that may be cut',
      {
        path: context.path,
      },
    )
  }
  return { indicator: path, list: list.map(toText), retriever, context, warned: new Set() }
}
