import {
  type ManifestObject,
  objectAt,
  scalarText,
  textAt,
  typeOf,
  valueAt,
} from '../manifest-values'
import { readTemplate } from '../sentences/template-words'

/** The patterns in which APIs give their next page. */
export const pagesPresets = [
  { id: 'none', group: 'none', label: 'One page', detail: 'Everything comes in one response' },
  { id: 'number', group: 'number', label: 'Page number', detail: 'page=1, page=2, page=3' },
  { id: 'offset', group: 'offset', label: 'Offset', detail: 'Skip what was read: offset=100' },
  {
    id: 'body-token',
    group: 'token',
    label: 'In the body',
    detail: 'A token or cursor to send back',
  },
  {
    id: 'header-token',
    group: 'token',
    label: 'In a header',
    detail: 'A token in a response header',
  },
  {
    id: 'last-record',
    group: 'token',
    label: 'The last record',
    detail: 'Ask for what follows its id',
  },
  {
    id: 'body-link',
    group: 'link',
    label: 'In the body',
    detail: 'The whole address of the next page',
  },
  { id: 'link-header', group: 'link', label: 'Link header', detail: 'Link: <…>; rel="next"' },
] as const

export type PagesPreset = (typeof pagesPresets)[number]['id']
export type PagesGroup = (typeof pagesPresets)[number]['group']

/** The question's five answers. */
export const pagesGroups: readonly { readonly value: PagesGroup; readonly label: string }[] = [
  { value: 'none', label: 'One page' },
  { value: 'number', label: 'Number' },
  { value: 'offset', label: 'Offset' },
  { value: 'token', label: 'Token' },
  { value: 'link', label: 'Link' },
]

const usualPageSize = 100

/** Which pattern a paginator follows; nothing when it is a pattern of its own. */
export function pagesPresetOf(paginator: unknown): PagesPreset | undefined {
  if (paginator === undefined || paginator === null) return 'none'
  if (typeOf(paginator) === 'NoPagination') return 'none'
  if (typeOf(paginator) !== 'DefaultPaginator') return undefined
  switch (typeOf(valueAt(paginator, 'pagination_strategy'))) {
    case 'PageIncrement':
      return 'number'
    case 'OffsetIncrement':
      return 'offset'
    case 'CursorPagination':
      return cursorPresetOf(paginator)
    default:
      return undefined
  }
}

function cursorPresetOf(paginator: unknown): PagesPreset {
  const value = textAt(paginator, 'pagination_strategy', 'cursor_value') ?? ''
  const reference = readTemplate(value)
  const isLink = typeOf(valueAt(paginator, 'page_token_option')) === 'RequestPath'
  if (reference?.variable === 'last_record') return 'last-record'
  const isHeader = reference?.variable === 'headers'
  if (isHeader && /^link\./i.test(reference.path)) return 'link-header'
  if (isHeader) return 'header-token'
  return isLink ? 'body-link' : 'body-token'
}

export function pagesGroupOf(preset: PagesPreset): PagesGroup {
  return pagesPresets.find((each) => each.id === preset)?.group ?? 'none'
}

/** The first pattern of a group: what choosing the group means. */
export function firstOfGroup(group: PagesGroup): PagesPreset {
  return pagesPresets.find((each) => each.group === group)?.id ?? 'none'
}

/**
 * A complete, valid paginator of a pattern. What fits of the previous one is kept: the page size,
 * how it is sent, the name of the token, a path in the body, and keys this form does not know.
 */
export function pagesComponent(preset: PagesPreset, previous: unknown): ManifestObject {
  if (preset === 'none') return { type: 'NoPagination' }
  return {
    type: 'DefaultPaginator',
    ...unknownKeys(previous),
    ...(isLink(preset)
      ? { ...sizeOption(previous, undefined), page_token_option: { type: 'RequestPath' } }
      : { ...sizeOption(previous, 'limit'), page_token_option: tokenOption(preset, previous) }),
    pagination_strategy: strategyOf(preset, previous),
  }
}

function isLink(preset: PagesPreset): boolean {
  return pagesGroupOf(preset) === 'link'
}

const known = new Set(['type', 'pagination_strategy', 'page_size_option', 'page_token_option'])

function unknownKeys(previous: unknown): ManifestObject {
  if (typeOf(previous) !== 'DefaultPaginator') return {}
  const entries = Object.entries(objectAt(previous) ?? {})
  return Object.fromEntries(entries.filter(([key]) => !known.has(key)))
}

function sizeOption(previous: unknown, usual: string | undefined): ManifestObject {
  const kept = valueAt(previous, 'page_size_option')
  if (kept !== undefined) return { page_size_option: kept }
  return usual === undefined ? {} : { page_size_option: requestOption(usual) }
}

const tokenNames: Partial<Record<PagesPreset, string>> = {
  number: 'page',
  offset: 'offset',
  'body-token': 'cursor',
  'header-token': 'cursor',
  'last-record': 'starting_after',
}

function tokenOption(preset: PagesPreset, previous: unknown): unknown {
  const kept = valueAt(previous, 'page_token_option')
  const usual = tokenNames[preset] ?? 'page'
  if (typeOf(kept) !== 'RequestOption') return requestOption(usual)
  const name = textAt(kept, 'field_name')
  // A name that only the earlier pattern would use is replaced; a name of the API is kept.
  const isUsual = name !== undefined && Object.values(tokenNames).includes(name)
  return isUsual ? { ...objectAt(kept), field_name: usual } : kept
}

function requestOption(name: string): ManifestObject {
  return { type: 'RequestOption', inject_into: 'request_parameter', field_name: name }
}

function strategyOf(preset: PagesPreset, previous: unknown): ManifestObject {
  const size = valueAt(previous, 'pagination_strategy', 'page_size')
  const kept = scalarText(size) === undefined ? {} : { page_size: size }
  const sized = { page_size: usualPageSize, ...kept }
  switch (preset) {
    case 'number': {
      const start = valueAt(previous, 'pagination_strategy', 'start_from_page')
      return { type: 'PageIncrement', ...sized, start_from_page: start ?? 1 }
    }
    case 'offset':
      return { type: 'OffsetIncrement', ...sized }
    default:
      return {
        type: 'CursorPagination',
        // The engine refuses a page size that is sent but not known.
        ...(valueAt(previous, 'page_size_option') === undefined && isLink(preset) ? kept : sized),
        ...cursorOf(preset, previous),
      }
  }
}

function cursorOf(preset: PagesPreset, previous: unknown): ManifestObject {
  const before = textAt(previous, 'pagination_strategy', 'cursor_value') ?? ''
  const reference = readTemplate(before)
  const bodyPath = reference?.variable === 'response' ? before : undefined
  switch (preset) {
    case 'header-token':
      return cursor(before, reference?.variable === 'headers', "{{ headers['X-Next-Cursor'] }}")
    case 'last-record':
      return { cursor_value: "{{ last_record['id'] }}" }
    case 'link-header':
      return {
        cursor_value: "{{ headers['link']['next']['url'] }}",
        stop_condition: "{{ 'next' not in headers['link'] }}",
      }
    case 'body-link':
      return withStop(bodyPath ?? "{{ response['next'] }}")
    default:
      return withStop(bodyPath ?? "{{ response['next_cursor'] }}")
  }
}

function cursor(before: string, fits: boolean, usual: string): ManifestObject {
  return withStop(fits ? before : usual)
}

/** A token that is missing ends the pages; said in words the engine and a reader both know. */
function withStop(cursorValue: string): ManifestObject {
  const inner = cursorValue.replace(/^\s*\{\{\s*|\s*\}\}\s*$/g, '')
  return { cursor_value: cursorValue, stop_condition: `{{ not ${inner} }}` }
}
