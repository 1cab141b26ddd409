import { plainLines } from '../../importers/html-text'
import { isMapping, type Mapping, type SpecDocument } from '../../importers/openapi/document'
import { type Operation, operationsOf } from '../../importers/openapi/operations'
import { parseOpenApi } from '../../importers/openapi/parse'
import { recognise } from '../../importers/registry'
import type { SourceDocument } from '../model-run'
import { visibleHtml } from './visible-html'
import { withoutUnseen } from './words'

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

/** Lines around the one that is pointed at that belong to it: a row, a paragraph, a list. */
const linesAround = 6

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

/** Everything that is written at a place; undefined when there is no such place. */
export function wordsAt(source: Source, pointer: string): string | undefined {
  if (source.kind === 'text') return linesAt(source.lines, pointer, linesAround)
  const value = valueAt(source.document.root, pointer)
  if (value === undefined || pointer === '') return undefined
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  const key = keysOf(pointer).at(-1) ?? ''
  return text.length > placeCharactersMax ? undefined : `${key} ${text}`
}

/** The lines around `line 12`, that one in the middle. */
export function linesAt(
  lines: readonly string[],
  pointer: string,
  around: number,
): string | undefined {
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
export function valueAt(root: unknown, pointer: string): unknown {
  if (pointer !== '' && !pointer.startsWith('/')) return undefined
  let value = root
  for (const key of keysOf(pointer)) {
    if (Array.isArray(value)) value = value[Number(key)]
    else if (isMapping(value) && Object.hasOwn(value, key)) value = (value as Mapping)[key]
    else return undefined
  }
  return value
}
