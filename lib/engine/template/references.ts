import type { Expression, Parameter, Statement } from './nodes'
import { parseTemplate } from './parser'
import { subexpressions } from './subexpressions'
import type { SourceRange } from './template-error'

/** One place where a template reads a variable, or something inside it by keys written out. */
export interface NameUse extends SourceRange {
  readonly variable: string
  /** Keys from the variable on, as far as they are written out: `config['a'].b` is `['a', 'b']`. */
  readonly path: readonly string[]
  /** Where each key stands, the variable first: a name alone, or text with its quotes. */
  readonly parts: readonly (SourceRange & { readonly isQuoted: boolean })[]
}

/**
 * Where a template reads variables, in the order of the text. `config.get('a')` counts as reading
 * `['a']`.
 *
 * @throws TemplateSyntaxError
 */
export function namesUsedIn(text: string): NameUse[] {
  const uses: NameUse[] = []
  for (const statement of parseTemplate(text)) collectStatement(statement, text, uses)
  return uses.sort((a, b) => a.start - b.start)
}

/**
 * The template with every reading of one path turned into a reading of another of the same length:
 * `renameReference(text, ['config', 'old'], ['config', 'new'])`. The way it is written stays, except
 * that a key that is no name gets brackets.
 *
 * @throws TemplateSyntaxError
 */
export function renameReference(
  text: string,
  from: readonly string[],
  to: readonly string[],
): string {
  const edits = namesUsedIn(text)
    .filter((use) => from.every((key, index) => [use.variable, ...use.path][index] === key))
    .flatMap((use) => from.flatMap((key, index) => editOf(use, text, index, key, to[index] ?? key)))
  const ordered = edits.sort((a, b) => b.start - a.start)
  return ordered.reduce(
    (result, edit) => result.slice(0, edit.start) + edit.text + result.slice(edit.end),
    text,
  )
}

interface Edit extends SourceRange {
  readonly text: string
}

function editOf(use: NameUse, text: string, index: number, from: string, to: string): Edit[] {
  const part = use.parts[index]
  if (!part || from === to) return []
  const { start, end, isQuoted } = part
  if (isQuoted) {
    const quote = text[start] === '"' ? '"' : "'"
    return [{ start, end, text: quoted(to, quote) }]
  }
  if (/^[\p{ID_Start}_][\p{ID_Continue}]*$/u.test(to)) return [{ start, end, text: to }]
  const dot = text.lastIndexOf('.', start)
  return [{ start: dot, end, text: `[${quoted(to, "'")}]` }]
}

function quoted(text: string, quote: string): string {
  return quote + text.replaceAll('\\', '\\\\').replaceAll(quote, `\\${quote}`) + quote
}

type Link = { readonly target: Expression; readonly key: string } & NameUse['parts'][number]

/** The last step of an expression that reads a key written out. */
function linkOf(node: Expression, text: string): Link | undefined {
  if (node.kind === 'attribute') {
    const start = node.end - node.name.length
    return { target: node.target, key: node.name, start, end: node.end, isQuoted: false }
  }
  if (node.kind === 'item') return quotedLink(node.target, node.key, text)
  if (node.kind !== 'call' || node.target.kind !== 'attribute') return undefined
  const [key] = node.arguments.positional
  if (node.target.name !== 'get' || !key) return undefined
  return quotedLink(node.target.target, key, text)
}

function quotedLink(target: Expression, key: Expression, text: string): Link | undefined {
  if (key.kind !== 'const' || typeof key.value !== 'string') return undefined
  const isOneText = /^(?:'[^']*'|"[^"]*")$/.test(text.slice(key.start, key.end))
  if (!isOneText) return undefined
  return { target, key: key.value, start: key.start, end: key.end, isQuoted: true }
}

function readingOf(node: Expression, text: string): NameUse | undefined {
  const links: Link[] = []
  let current = node
  for (let link = linkOf(current, text); link; link = linkOf(current, text)) {
    links.unshift(link)
    current = link.target
  }
  if (current.kind !== 'name') return undefined
  const { start, name } = current
  const root = { start, end: start + name.length, isQuoted: false }
  return {
    variable: name,
    path: links.map((link) => link.key),
    parts: [root, ...links.map(({ start: at, end, isQuoted }) => ({ start: at, end, isQuoted }))],
    start,
    end: node.end,
  }
}

function collect(node: Expression | undefined, text: string, uses: NameUse[]): void {
  if (!node) return
  const use = readingOf(node, text)
  if (use) uses.push(use)
  const inner = use && node.kind === 'call' ? node.arguments.positional.slice(1) : undefined
  if (use && !inner) return
  for (const each of inner ?? subexpressions(node)) collect(each, text, uses)
}

function collectStatement(node: Statement, text: string, uses: NameUse[]): void {
  for (const expression of expressionsOf(node)) collect(expression, text, uses)
  for (const body of bodiesOf(node)) {
    for (const statement of body) collectStatement(statement, text, uses)
  }
}

function defaultsOf(parameters: readonly Parameter[]): (Expression | undefined)[] {
  return parameters.map((parameter) => parameter.default)
}

function expressionsOf(node: Statement): readonly (Expression | undefined)[] {
  switch (node.kind) {
    case 'output':
      return node.parts.filter((part) => typeof part !== 'string')
    case 'for':
      return [node.iterable, node.test]
    case 'if':
      return [node.test, ...node.elifs.map((each) => each.test)]
    case 'set':
    case 'autoescape':
      return [node.value]
    case 'set-block':
    case 'filter-block':
      return [node.filter]
    case 'macro':
      return defaultsOf(node.parameters)
    case 'call-block':
      return [node.call, ...defaultsOf(node.parameters)]
    case 'with':
      return node.bindings.map((binding) => binding.value)
    case 'loader':
      return [node.source]
    case 'block':
      return []
  }
}

function bodiesOf(node: Statement): readonly (readonly Statement[])[] {
  switch (node.kind) {
    case 'output':
    case 'set':
    case 'loader':
      return []
    case 'for':
      return [node.body, node.otherwise]
    case 'if':
      return [node.body, ...node.elifs.map((each) => each.body), node.otherwise]
    default:
      return [node.body]
  }
}
