import type { ManifestPath } from '@/lib/engine/path'
import { asText, scalarText, typeOf, valueAt } from '../manifest-values'
import { chip, customSentence, join, type Sentence, say, valueChip } from './sentence'
import { conditionWords, readTemplate } from './template-words'

/** Where the paginator of a stream stands: async streams page through their download. */
export function paginatorPlace(stream: unknown): ManifestPath {
  const isAsync = typeOf(valueAt(stream, 'retriever')) === 'AsyncRetriever'
  return ['retriever', isAsync ? 'download_paginator' : 'paginator']
}

/** How the next page is asked for, and where that ends. */
export function pagesSentence(stream: unknown): Sentence {
  const at = paginatorPlace(stream)
  const paginator = valueAt(stream, ...at)
  if (paginator === undefined || paginator === null || typeOf(paginator) === 'NoPagination') {
    return say`One page only. Nothing asks for the next one`
  }
  const here = [...at, 'pagination_strategy']
  const strategy = valueAt(paginator, 'pagination_strategy')
  const custom = customSentence(paginator, at) ?? customSentence(strategy, here)
  if (custom !== undefined) return custom
  return join([askFor(paginator, here), follow(paginator, here)], ' ')
}

function askFor(paginator: unknown, at: ManifestPath): Sentence | undefined {
  const size = scalarText(valueAt(paginator, 'pagination_strategy', 'page_size'))
  if (size === undefined || valueAt(paginator, 'page_size_option') === undefined) return undefined
  if (/^\d+$/.test(size)) return say`Ask for ${size} a page.`
  return say`Ask for ${chip(size, [...at, 'page_size'])} a page.`
}

function follow(paginator: unknown, at: ManifestPath): Sentence {
  const strategy = valueAt(paginator, 'pagination_strategy')
  const end =
    valueAt(strategy, 'page_size') === undefined ? 'until a page is empty' : 'until a page is short'
  switch (typeOf(strategy)) {
    case 'PageIncrement': {
      const start = scalarText(valueAt(strategy, 'start_from_page')) ?? '0'
      return say`Count pages from ${start} as ${tokenName(paginator)} ${end}`
    }
    case 'OffsetIncrement': {
      const size = scalarText(valueAt(strategy, 'page_size'))
      const step = size === undefined ? 'what came' : chip(size, [...at, 'page_size'])
      const shown = size !== undefined && /^\d+$/.test(size) ? size : step
      return say`Skip ${shown} more each time as ${tokenName(paginator)} ${end}`
    }
    case 'CursorPagination':
      return followCursor(paginator, at)
    default:
      return say`Follow ${chip(undefined, at)}`
  }
}

function tokenName(paginator: unknown) {
  const at = ['retriever', 'paginator', 'page_token_option']
  const option = valueAt(paginator, 'page_token_option')
  if (typeOf(option) === 'RequestPath') return valueChip('the path', at)
  const path = valueAt(option, 'field_path')
  return chip(
    valueAt(option, 'field_name') ?? (Array.isArray(path) ? path.join('.') : undefined),
    at,
  )
}

function followCursor(paginator: unknown, at: ManifestPath): Sentence {
  const strategy = valueAt(paginator, 'pagination_strategy')
  const value = asText(valueAt(strategy, 'cursor_value')) ?? ''
  const here = [...at, 'cursor_value']
  const reference = readTemplate(value)
  const isLink = typeOf(valueAt(paginator, 'page_token_option')) === 'RequestPath'
  const stop = stopWords(valueAt(strategy, 'stop_condition'), reference?.path)
  const until = (usual: string) => (stop === undefined ? usual : say`until ${stop}`)
  const variable = reference?.variable ?? ''

  if (variable === 'last_record' || variable === 'record') {
    return say`Ask after the last ${chip(value, here)} ${until('until a page is empty')}`
  }
  if (isLinkHeader(reference?.path, variable)) {
    const own = stop !== undefined && !/next' not in headers/.test(stop.text)
    return say`Follow the Link header ${own ? until('') : 'until it is missing'}`
  }
  if (variable === 'headers' || variable === 'response_headers') {
    return say`Follow header ${chip(value, here)} ${until('until it is missing')}`
  }
  if (isLink) return say`Follow the link ${chip(value, here)} ${until('until it is missing')}`
  if (variable === 'response') {
    return say`Follow ${chip(value, here)} from the body ${until('until it is empty')}`
  }
  return say`Follow ${chip(value, here)} ${until('until it is empty')}`
}

function isLinkHeader(path: string | undefined, variable: string): boolean {
  return variable === 'headers' && path !== undefined && /^link\.next(\.url)?$/i.test(path)
}

/** A stop condition in words, unless it says what the usual ending says already. */
function stopWords(condition: unknown, tokenPath: string | undefined) {
  const text = scalarText(condition)
  if (text === undefined) return undefined
  const words = conditionWords(text)
  if (tokenPath !== undefined && words === `${tokenPath} is empty`) return undefined
  return valueChip(words, ['retriever', 'paginator', 'pagination_strategy', 'stop_condition'])
}
