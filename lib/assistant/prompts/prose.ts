import { at, itemsOf, keysOf, rawAt, rootOf, textAt } from '../../importers/openapi/document'
import type { ClaimKind } from '../claims'
import type { Source } from '../claims/sources'
import { isAddressed } from '../claims/words'
import { oneLine } from './operation-slice'

/** A paragraph of a document with its place. */
export interface Excerpt {
  readonly document: string
  /** What it is part of, for telling what was left out. */
  readonly part: string
  readonly text: string
  readonly worth: number
  /** Where it stands among the others of its document. */
  readonly order: number
}

const wordsOfKind: Readonly<Record<ClaimKind, RegExp>> = {
  pagination:
    /\b(paginat\w*|paging|pages?|cursor|offset|next[ _-]?(page|token|cursor|url)|has[ _-]?more|rel=\\?["']?next|link header)\b/gi,
  'page-size': /\b(per[ _-]?page|page[ _-]?size|limit|maximum|at most|up to)\b/gi,
  auth: /\b(authenticat\w*|authoriz\w*|api[ -]?keys?|bearer|basic auth\w*|access token|credentials?|headers?)\b/gi,
  'base-url': /\b(base[ -]?url|https?:\/\/|endpoint|hosts?|region|subdomain)/gi,
  records: /\b(response|envelope|returns?|array|list of|data|results)\b/gi,
  key: /\b(unique(ly)?|identifiers?|primary key|ids?)\b/gi,
  cursor: /\b(updated?|modified|since|incremental\w*|changed|filter\w*|timestamps?)\b/gi,
  parent: /\b(path parameters?|nested|belongs? to)\b/gi,
}

/** Longer paragraphs and sections come in pieces. */
const paragraphCharactersMax = 1_800

/**
 * The paragraphs of a document that may say something about what is asked, the best first. Those that talk
 * to a model are left out. `linesBefore` counts lines of a text that are not given.
 */
export function excerptsOf(
  source: Source,
  asked: readonly ClaimKind[],
  linesBefore = 0,
): Excerpt[] {
  const all =
    source.kind === 'text' ? sectionsOf(source.lines, source.name, linesBefore) : proseOf(source)
  return all
    .map((each, order) => ({ ...each, order, worth: worthOf(each, asked) }))
    .filter(({ worth, text }) => worth > 0 && !isAddressed(text))
    .sort((one, other) => other.worth - one.worth || one.order - other.order)
}

/** Whether a text has any word that a fact of these kinds is told with. */
export function saysAnything(text: string, asked: readonly ClaimKind[]): boolean {
  return asked.some((kind) => text.search(wordsOfKind[kind]) >= 0)
}

/** Whether a document has prose about pages that stands outside of operations. */
export function tellsOfPages(source: Source): boolean {
  return excerptsOf(source, ['pagination']).some(({ text }) => /\bpaginat|\bnext page/i.test(text))
}

type Paragraph = Pick<Excerpt, 'document' | 'part' | 'text'>

function worthOf({ part, text }: Paragraph, asked: readonly ClaimKind[]): number {
  return asked.reduce((sum, kind) => {
    const inText = new Set(text.toLowerCase().match(wordsOfKind[kind]) ?? []).size
    const inHead = (part.match(wordsOfKind[kind]) ?? []).length
    return sum + inText + inHead * 2
  }, 0)
}

/** Sections of a text, cut at headings, with the number of each line. */
function sectionsOf(lines: readonly string[], document: string, linesBefore: number): Paragraph[] {
  const found: Paragraph[] = []
  let part = ''
  let open: string[] = []
  let size = 0
  const close = () => {
    if (open.length > 0) found.push({ document, part, text: open.join('\n') })
    open = []
    size = 0
  }
  for (const [index, line] of lines.entries()) {
    const isHead = /^#{1,6}\s|^\s*\d+(\.\d+)*\.?\s+[A-Z][^.]{2,60}$/.test(line)
    if (isHead || size > paragraphCharactersMax) close()
    if (isHead) part = line.replace(/^#+\s*/, '').trim()
    if (line.trim() === '') continue
    const text = `[line ${linesBefore + index + 1}] ${oneLine(line, 1_000)}`
    open.push(text)
    size += text.length
  }
  close()
  return found
}

/** What a specification tells outside of operations: introduction, tags, schemes. */
function proseOf({ document, name }: Extract<Source, { kind: 'specification' }>): Paragraph[] {
  const root = rootOf(document)
  const schemes = document.isSwagger2
    ? at(root, 'securityDefinitions')
    : at(root, 'components', 'securitySchemes')
  return [
    ...paragraphs(
      name,
      '/info/description',
      'introduction',
      textAt(at(root, 'info'), 'description'),
    ),
    ...itemsOf(at(root, 'tags')).flatMap((tag, index) =>
      paragraphs(
        name,
        `/tags/${index}/description`,
        textAt(tag, 'name'),
        textAt(tag, 'description'),
      ),
    ),
    ...keysOf(schemes).flatMap((key) => {
      const scheme = at(schemes, key)
      if (!scheme) return []
      const words = [key, rawAt(scheme, 'type'), rawAt(scheme, 'scheme'), rawAt(scheme, 'name')]
      const text = `${words.filter((word) => typeof word === 'string').join(', ')}. ${textAt(scheme, 'description')}`
      return [
        {
          document: name,
          part: `authentication ${key}`,
          text: `[${scheme.pointer}] ${oneLine(text, 900)}`,
        },
      ]
    }),
  ]
}

function paragraphs(document: string, pointer: string, part: string, text: string): Paragraph[] {
  let head = part
  return text
    .split(/\n\s*\n|\n(?=#{1,6}\s)/)
    .filter((each) => each.trim() !== '')
    .flatMap((each) => {
      const title = /^\s*#{1,6}\s+(.+)$/m.exec(each)?.[1]
      if (title !== undefined) head = title.trim()
      const isHeadOnly = /^\s*#{1,6}\s+.+$/.test(each)
      return isHeadOnly
        ? []
        : pieces(each).map((words) => ({ document, part: head, text: `[${pointer}] ${words}` }))
    })
}

/** A long paragraph in pieces that end at sentences where there are any. */
function pieces(text: string): string[] {
  const line = oneLine(text, Number.POSITIVE_INFINITY)
  const found: string[] = []
  for (let at = 0; at < line.length; ) {
    const rest = line.slice(at, at + paragraphCharactersMax)
    const end = at + rest.length < line.length ? rest.lastIndexOf('. ') + 1 : rest.length
    const size = end > paragraphCharactersMax / 2 ? end : rest.length
    found.push(line.slice(at, at + size).trim())
    at += size
  }
  return found
}
