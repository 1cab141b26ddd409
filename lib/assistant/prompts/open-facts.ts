import type { StreamFacts } from '../../importers/facts'
import type { Operation } from '../../importers/openapi/operations'
import type { ClaimKind } from '../claims'

const timeName =
  /since|after|before|from|until|start|updated|modified|created|changed|filter|date|time/i

/** The facts about a stream that a model may add something to; what is known is not asked again. */
export function openFacts(stream: StreamFacts, operation: Operation | undefined): ClaimKind[] {
  const { baseUrl, auth, pagination, pageSize, records, key, cursor, variables } = stream
  const isOpen = ({ confidence }: { readonly confidence: string }) =>
    confidence === 'unknown' || confidence === 'guess'
  const isList = stream.isList || records.confidence === 'unknown'
  const isOnePage = pagination.value.kind === 'none'
  const isPagingOpen =
    isList && isOnePage && (operation === undefined || pagination.confidence !== 'certain')
  const hasFilter =
    operation === undefined || operation.parameters.some(({ name }) => timeName.test(name))
  const open: Readonly<Record<ClaimKind, boolean>> = {
    'base-url': baseUrl.value.template.startsWith('{base_url}'),
    auth: auth.confidence === 'unknown',
    pagination: isPagingOpen,
    'page-size': pageSize.value === undefined && (isPagingOpen || !isOnePage),
    records: isList && isOpen(records),
    key: stream.isList && isOpen(key),
    cursor: stream.isList && isOpen(cursor) && !cursor.value?.start && hasFilter,
    parent: variables.some((each) => each.value.in === 'path' && isOpen(each)),
  }
  return (Object.keys(open) as ClaimKind[]).filter((kind) => open[kind])
}

/**
 * Whether an operation declares an answer and no pages at all. Where prose tells of pages nevertheless, a
 * contradiction is worth a note.
 */
export function isCertainlyOnePage({ isList, pagination }: StreamFacts): boolean {
  return isList && pagination.value.kind === 'none' && pagination.confidence === 'certain'
}
