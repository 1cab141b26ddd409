import type { BuildContext } from '../component'
import type { CallScope } from '../requesters/requester'
import type { Retriever } from '../retrievers/retriever'
import { runOf } from '../run'
import { StreamSlice } from '../slice'
import { repr } from '../values/text'
import { isList, type Json, type JsonObject } from '../values/value'
import { plainLookup } from './plain-lookup'

/** Lists inside records that may be cut, and how to read the rest. */
export interface TruncatedLists {
  /** Path of the field that says that a list is cut. */
  readonly indicator: readonly string[]
  readonly list: readonly string[]
  readonly retriever: Retriever | undefined
  readonly context: BuildContext
  /** What was warned of already: once a stream is enough. */
  readonly warned: Set<string>
}

/**
 * The complete list of a record whose list is cut; undefined when nothing can or did fetch it, so
 * that the embedded items have to do.
 */
export async function fetchTruncated(
  lists: TruncatedLists,
  parent: JsonObject,
  scope: CallScope,
): Promise<readonly Json[] | undefined> {
  const embedded = plainLookup(parent, lists.list)
  const embeddedCount = embedded !== undefined && isList(embedded) ? embedded.length : 0
  const total = totalCount(lists, parent)
  const place = `The list at ${repr(lists.list)}`
  if (!lists.retriever) {
    const of = total === undefined ? '' : ` of ${total}`
    warnOnce(
      lists,
      `${place} is cut (${repr(lists.indicator)} is true), so only ${embeddedCount}${of} items are read. Set truncated_list_retriever to fetch the rest.`,
    )
    return undefined
  }
  const fetched: Json[] = []
  const slice = new StreamSlice({ parent_record: parent })
  const sliceScope = {
    index: scope.place.slice ?? 0,
    purpose: 'parent',
    signal: scope.signal,
  } as const
  for await (const records of lists.retriever.read(slice, sliceScope)) {
    for (const record of records) fetched.push(record)
  }
  if (total !== undefined && fetched.length < total) {
    warnOnce(
      lists,
      `${place} has ${total} items, but only ${fetched.length} were fetched. Check that truncated_list_retriever has a paginator.`,
    )
  }
  return fetched.length === 0 ? undefined : fetched
}

/** The number of items that APIs put beside the sign of a cut list. */
function totalCount({ indicator }: TruncatedLists, parent: JsonObject): number | undefined {
  const total = plainLookup(parent, [...indicator.slice(0, -1), 'total_count'])
  return typeof total === 'number' && Number.isInteger(total) ? total : undefined
}

function warnOnce({ warned, context }: TruncatedLists, text: string): void {
  const kind = text.replace(/\d+/g, '')
  if (warned.has(kind)) return
  warned.add(kind)
  runOf(context.engine).note('warn', text, context.path, context.stream?.name)
}
