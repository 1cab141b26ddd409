import type { PageSize, Pagination, Place, TokenSource } from '../importers/facts'
import type { Part } from './manifest-auth'
import { valueAt } from './templates'

/** The paginator for a way of paging; undefined for streams of one page. */
export function paginatorPart(
  pagination: Pagination,
  size: PageSize | undefined,
): Part | undefined {
  if (pagination.kind === 'none') return undefined
  const token =
    pagination.kind === 'next-url' ? { type: 'RequestPath' } : requestOption(pagination.token)
  return {
    type: 'DefaultPaginator',
    page_token_option: token,
    ...(size ? { page_size_option: requestOption(size.place) } : {}),
    pagination_strategy: strategy(pagination, size),
  }
}

function strategy(
  pagination: Exclude<Pagination, { kind: 'none' }>,
  size: PageSize | undefined,
): Part {
  const pageSize = size ? { page_size: size.value } : {}
  switch (pagination.kind) {
    case 'page':
      return {
        type: 'PageIncrement',
        ...pageSize,
        start_from_page: pagination.firstPage,
        inject_on_first_request: true,
      }
    case 'offset':
      return { type: 'OffsetIncrement', ...pageSize, inject_on_first_request: true }
    case 'cursor':
      return {
        type: 'CursorPagination',
        ...pageSize,
        ...cursorValues(pagination.from, pagination.more),
      }
    case 'next-url':
      return {
        type: 'CursorPagination',
        ...pageSize,
        ...(pagination.from.in === 'link'
          ? linkValues()
          : cursorValues(pagination.from, pagination.more)),
      }
  }
}

/** The token, and the end: nothing to ask with, or a flag that says so. */
function cursorValues(from: TokenSource, more: readonly string[] | undefined): Part {
  const flag = more && valueAt('response', more)
  if (from.in === 'last-record') {
    const value = valueAt('last_record', from.path)
    const end = flag ? `not ${flag}` : 'last_page_size == 0'
    return { cursor_value: `{{ ${value} }}`, stop_condition: `{{ ${end} }}` }
  }
  const value = from.in === 'header' ? valueAt('headers', [from.name]) : bodyValue(from)
  const end = flag ? `${flag} == false or not ${value}` : `not ${value}`
  return { cursor_value: `{{ ${value} }}`, stop_condition: `{{ ${end} }}` }
}

function bodyValue({ path, inside }: Extract<TokenSource, { in: 'body' }>): string {
  const value = valueAt('response', path)
  if (inside === undefined) return value
  return `(${valueAt('response', [...path, inside])} if ${value} is mapping else ${value})`
}

/** RFC 8288. Some APIs always send a link and say in `results` whether it leads anywhere. */
function linkValues(): Part {
  const url = valueAt('headers', ['link', 'next', 'url'])
  const results = valueAt('headers', ['link', 'next', 'results'])
  return {
    cursor_value: `{{ ${url} }}`,
    stop_condition: `{{ not ${url} or ${results} == 'false' }}`,
  }
}

/** Where a value goes in a request. */
export function requestOption({ in: place, name }: Place): Part {
  if (place === 'body') {
    return {
      type: 'RequestOption',
      inject_into: 'body_json',
      ...(name.includes('.') ? { field_path: name.split('.') } : { field_name: name }),
    }
  }
  return {
    type: 'RequestOption',
    inject_into: place === 'header' ? 'header' : 'request_parameter',
    field_name: name,
  }
}
