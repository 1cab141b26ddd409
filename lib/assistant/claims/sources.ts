import { plainLines } from '../../importers/html-text'
import { isMapping, type Mapping, type SpecDocument } from '../../importers/openapi/document'
import { type Operation, operationsOf } from '../../importers/openapi/operations'
import { parseOpenApi } from '../../importers/openapi/parse'
import { recognise } from '../../importers/registry'
import type { SourceDocument } from '../model-run'
import { visibleHtml } from './visible-html'
import { holdsWords, plainWords, withoutUnseen } from './words'

/** A document that can be quoted: a specification by pointers, a text by lines. */
export type Source =
  | {
      readonly kind: 'specification'
      readonly name: string
      readonly document: SpecDocument
      readonly operations: ReadonlyMap<string, Operation>
    }
  | { readonly kind: 'text'; readonly name: string; readonly lines: readonly string[] }

/** Documents by name. Recordings, commands and samples are not among them: they hold data of people. */
export type Sources = ReadonlyMap<string, Source>

/** Larger places say nothing in particular. */
const placeCharactersMax = 30_000

/** How much of a long text belongs to a quote in it, on each side. */
const charactersAround = 1_500

/** Lines around the one that is pointed at that belong to it: a row, a paragraph, a list. */
const linesAround = 6

/** Lines between the one that is pointed at and the quote: models count lines badly. */
const linesOff = 4

/** Opens the documents that may be quoted. What cannot be read is left out. */
export function openSources(documents: readonly SourceDocument[]): Sources {
  return new Map(documents.flatMap((each) => opened(each) ?? []).map((each) => [each.name, each]))
}

function opened({ name, text }: SourceDocument): Source | undefined {
  try {
    const kind = recognise(text, name)?.kind
    if (kind === 'docs') return { kind: 'text', name, lines: visibleLines(text) }
    if (kind !== 'openapi') return undefined
    const document = parseOpenApi(text, name)
    const operations = operationsOf(document).map((each) => [callOf(each), each] as const)
    return { kind: 'specification', name, document, operations: new Map(operations) }
  } catch {
    return undefined
  }
}

/** What names an operation. */
export const callOf = ({ method, path }: { method: string; path: string }) => `${method} ${path}`

/** The lines of a text as a reader sees them, counted as evidence counts them. */
export function visibleLines(text: string): string[] {
  return plainLines(visibleHtml(text)).map(withoutUnseen)
}

/**
 * What is written at a place around a quote, so far as it belongs together; undefined when there is no
 * such place or the quote does not stand there.
 */
export function wordsAt(source: Source, pointer: string, quote: string): string | undefined {
  if (source.kind === 'text') {
    const near = linesAt(source.lines, pointer, linesOff)
    return near !== undefined && holdsWords(near, quote)
      ? linesAt(source.lines, pointer, linesAround)
      : undefined
  }
  const value = valueAt(source.document.root, pointer)
  if (value === undefined || pointer === '') return undefined
  const key = keysOf(pointer).at(-1) ?? ''
  if (typeof value === 'string') return around(`${key} ${withoutUnseen(value)}`, quote)
  const text = JSON.stringify(value)
  if (text.length > placeCharactersMax) return undefined
  return holdsWords(`${key} ${text}`, quote) ? `${key} ${text}` : undefined
}

function around(text: string, quote: string): string | undefined {
  const words = plainWords(quote).trim().split(' ')
  if (words.join('').length < 2) return undefined
  const found = new RegExp(words.join('[^\\p{L}\\p{N}]+'), 'iu').exec(text.normalize('NFKC'))
  if (!found) return undefined
  const end = found.index + found[0].length + charactersAround
  return text.normalize('NFKC').slice(Math.max(0, found.index - charactersAround), end)
}

/** Whether a pointer leads anywhere. */
export function hasPlace(source: Source, pointer: string): boolean {
  return source.kind === 'text'
    ? linesAt(source.lines, pointer, 0) !== undefined
    : pointer !== '' && valueAt(source.document.root, pointer) !== undefined
}

/** The lines around `line 12`, that one in the middle. */
function linesAt(lines: readonly string[], pointer: string, around: number): string | undefined {
  const number = Number(/^line (\d{1,7})$/.exec(pointer)?.[1] ?? Number.NaN)
  if (!(number >= 1 && number <= lines.length)) return undefined
  return lines.slice(Math.max(0, number - 1 - around), number + around).join('\n')
}

function keysOf(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'))
}

/** The value at a pointer, without following references. */
function valueAt(root: unknown, pointer: string): unknown {
  if (pointer !== '' && !pointer.startsWith('/')) return undefined
  let value = root
  for (const key of keysOf(pointer)) {
    if (Array.isArray(value)) value = value[Number(key)]
    else if (isMapping(value) && Object.hasOwn(value, key)) value = (value as Mapping)[key]
    else return undefined
  }
  return value
}
