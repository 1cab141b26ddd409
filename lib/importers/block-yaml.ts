import { Anchors } from './yaml-anchors'
import { flowValue, scalarValue } from './yaml-scalars'

/** Deepest nesting that is read. */
const depthMax = 100

/** The text uses something that this reader leaves to the full one. */
class Unsupported extends Error {}

interface Line {
  readonly indent: number
  /** The line from its first character that is no blank. */
  readonly text: string
  readonly number: number
}

/**
 * Reads the YAML that descriptions of APIs are written in: block mappings and lists, scalars of every
 * style, flow collections on one line. An order of magnitude faster than a reader that keeps places
 * and comments, which matters for documents of many megabytes.
 *
 * Line and reason instead for tags, directives, complex keys, anchors inside flow collections, aliases that multiply
 * and for mistakes: the full reader takes those.
 */
export function readBlockYaml(text: string): { readonly value: unknown } | UnreadBlock {
  const reader = new BlockReader(text)
  try {
    return { value: reader.document() }
  } catch (error) {
    if (error instanceof Unsupported || error instanceof SyntaxError)
      return { line: reader.line, reason: error.message || 'This is not read in large documents' }
    throw error
  }
}

/** Where and why a text was left to the full reader. Lines count from 1. */
export interface UnreadBlock {
  readonly line: number
  readonly reason: string
}

class BlockReader {
  readonly #lines: readonly string[]
  readonly #anchors = new Anchors()
  #at = 0
  #started = 1

  constructor(text: string) {
    this.#lines = text.replace(/^\uFEFF/, '').split(/\r?\n/)
    if (this.#lines[0]?.startsWith('---') && this.#lines[0].trim() === '---') this.#at = 1
  }

  /** The line on which what was read last starts, from 1. */
  get line(): number {
    return this.#started
  }

  document(): unknown {
    const value = this.#block(0, 0)
    if (this.#peek()) throw new Unsupported()
    return value
  }

  /** The next line with something on it; blank lines and comments are skipped. */
  #peek(): Line | undefined {
    for (; this.#at < this.#lines.length; this.#at++) {
      const line = this.#lines[this.#at] ?? ''
      const indent = line.search(/[^ ]/)
      if (indent < 0 || line[indent] === '#') continue
      this.#started = this.#at + 1
      if (line[indent] === '\t' || /^(---|\.\.\.|%)/.test(line)) throw new Unsupported()
      return { indent, text: line.slice(indent), number: this.#at }
    }
    return undefined
  }

  /** A mapping, list or scalar that is indented by at least `least`. */
  #block(least: number, depth: number): unknown {
    const line = this.#peek()
    if (!line || line.indent < least) return null
    if (depth > depthMax) throw new Unsupported()
    if (/^-(\s|$)/.test(line.text)) return this.#list(line.indent, depth)
    if (keyOf(line.text)) return this.#mapping(line.indent, depth)
    this.#at++
    return this.#inline(line.text, line.indent - 1)
  }

  #list(indent: number, depth: number): unknown[] {
    const items: unknown[] = []
    for (
      let line = this.#peek();
      line?.indent === indent && /^-(\s|$)/.test(line.text);
      line = this.#peek()
    ) {
      const rest = line.text.slice(1).trimStart()
      if (rest === '' || rest.startsWith('#')) {
        this.#at++
        items.push(this.#block(indent + 1, depth + 1))
        continue
      }
      const column = indent + line.text.length - rest.length
      if (/^-(\s|$)/.test(rest) || (rest[0] !== '*' && keyOf(rest))) {
        // What follows the dash is a block of its own, at the column where it starts.
        const lines = this.#lines as string[]
        lines[this.#at] = `${' '.repeat(column)}${rest}`
        items.push(this.#block(column, depth + 1))
      } else {
        this.#at++
        items.push(this.#inline(rest, indent))
      }
    }
    return items
  }

  #mapping(indent: number, depth: number): Record<string, unknown> {
    const entries: [string, unknown][] = []
    for (let line = this.#peek(); line?.indent === indent; line = this.#peek()) {
      const found = keyOf(line.text)
      if (!found) throw new Unsupported()
      this.#at++
      const { key, rest } = found
      const value = this.#valueOf(rest, indent, depth)
      // What is merged gives way to what is written.
      if (key === '<<') entries.unshift(...this.#anchors.merged(value))
      else entries.push([key, value])
    }
    // Rather than assigning: a key may be called __proto__.
    return Object.fromEntries(entries)
  }

  /** What stands behind a key: on its line, or below it. */
  #valueOf(rest: string, indent: number, depth: number): unknown {
    if (rest === '') return this.#below(indent, depth)
    const anchor = /^&([^\s,[\]{}]+)\s*(.*)$/.exec(rest)
    if (!anchor) return this.#inline(rest, indent)
    const inner = uncommented(anchor[2])
    const value = inner === '' ? this.#below(indent, depth) : this.#inline(inner, indent)
    return this.#anchors.keep(anchor[1] ?? '', value)
  }

  /** The value of a key with nothing behind it. Lists may stand at the key's own column. */
  #below(indent: number, depth: number): unknown {
    const next = this.#peek()
    const isList = next?.indent === indent && /^-(\s|$)/.test(next.text)
    return isList ? this.#list(indent, depth + 1) : this.#block(indent + 1, depth + 1)
  }

  /** A value that starts on the line of its key or dash and may go on below. */
  #inline(start: string, parent: number): unknown {
    const [first = ''] = start
    const alias = /^\*([^\s,[\]{}]+)\s*(#.*)?$/.exec(start)
    if (alias) return this.#anchors.get(alias[1] ?? '')
    if (/[&*!@`%]/.test(first) || /^[?]\s/.test(start)) throw new Unsupported()
    if (first === '|' || first === '>') return this.#blockScalar(start, parent)
    const text = this.#joined(start, parent, isOpenEnded(first))
    return first === '[' || first === '{' ? flowValue(text) : scalarValue(text)
  }

  /** The value's text with the lines that belong to it: until it is closed, or as far as it is indented. */
  #joined(start: string, parent: number, hasEnd: boolean): string {
    let text = start
    while (hasEnd ? !isClosed(text) : this.#goesOn(parent)) {
      const line = this.#lines[this.#at++]
      if (line === undefined) throw new Unsupported()
      text += line.trim() === '' ? '\n' : `${text.endsWith('\n') ? '' : ' '}${line.trim()}`
    }
    return text
  }

  /** Whether a plain scalar goes on in the next line: it is indented more than its key. */
  #goesOn(parent: number): boolean {
    const line = this.#lines[this.#at]
    const next =
      line === undefined
        ? undefined
        : line.trim() === ''
          ? this.#lines.slice(this.#at).find((each) => each.trim() !== '')
          : line
    const indent = next?.search(/[^ ]/) ?? -1
    return indent > parent && indent >= 0 && next?.[indent] !== '#'
  }

  #blockScalar(header: string, parent: number): string {
    const match = /^([|>])([+-]?)([1-9]?)([+-]?)\s*(#.*)?$/.exec(header)
    if (!match) throw new Unsupported()
    const body = this.#bodyLines(parent, match[3] ? parent + Number(match[3]) : undefined)
    const text = match[1] === '>' ? folded(body) : body.join('\n')
    return chomped(text, body, match[2] || match[4] || '')
  }

  /** Lines of a block scalar without their indentation, which its first line sets. */
  #bodyLines(parent: number, given: number | undefined): string[] {
    const body: string[] = []
    let indent = given
    for (; this.#at < this.#lines.length; this.#at++) {
      const line = this.#lines[this.#at] ?? ''
      const column = line.search(/[^ ]/)
      if (column >= 0 && (column <= parent || column < (indent ?? 0))) break
      if (column >= 0) indent ??= column
      body.push(column < 0 ? '' : line.slice(indent ?? 0))
    }
    return body
  }
}

/** Quoted and flow values end with their closing sign. */
function isOpenEnded(first: string): boolean {
  return first === '"' || first === "'" || first === '[' || first === '{'
}

function isClosed(text: string): boolean {
  const [first] = text
  if (first === '"') return /^"(?:[^"\\]|\\[\s\S])*"\s*(#.*)?$/.test(text)
  if (first === "'") return /^'(?:[^']|'')*'\s*(#.*)?$/.test(text)
  const bare = text.replaceAll(/"(?:[^"\\]|\\[\s\S])*"|'(?:[^']|'')*'/g, '')
  const opened = bare.match(/[[{]/g)?.length ?? 0
  return opened <= (bare.match(/[\]}]/g)?.length ?? 0)
}

/** The key of a line `key: value` and what stands behind it. */
function keyOf(text: string): { key: string; rest: string } | undefined {
  const quoted = /^(?:"((?:[^"\\]|\\.)*)"|'((?:[^']|'')*)')\s*:(?:\s+(.*))?$/.exec(text)
  if (quoted) {
    const key =
      quoted[1] === undefined
        ? (quoted[2] ?? '').replaceAll("''", "'")
        : String(scalarValue(`"${quoted[1]}"`))
    return { key, rest: uncommented(quoted[3]) }
  }
  if (/^[?&*!|>@`"'%[{]/.test(text)) return undefined
  const plain = /^([^:#]|:(?=\S)|(?<=\S)#)+?(?=\s*:(\s|$))/.exec(text)
  if (!plain) return undefined
  const key = plain[0].trim()
  const rest = text.slice(plain[0].length).trimStart().slice(1)
  return { key, rest: uncommented(rest.trimStart()) }
}

function uncommented(rest: string | undefined): string {
  const text = (rest ?? '').trim()
  return text.startsWith('#') ? '' : text
}

/** Lines joined as `>` does: one line end becomes a blank, indented lines keep theirs. */
function folded(body: readonly string[]): string {
  let text = ''
  for (const [index, line] of body.entries()) {
    const before = body[index - 1]
    const isKept = line.startsWith(' ') || before?.startsWith(' ')
    if (index === 0) text = line
    else if (line === '') text += '\n'
    else if (before === '') text += isKept ? `\n${line}` : line
    else text += isKept ? `\n${line}` : ` ${line}`
  }
  return text
}

function chomped(text: string, body: readonly string[], chomp: string): string {
  if (chomp === '+') return body.length > 0 ? `${text}\n` : text
  const bare = text.replace(/\n+$/, '')
  return chomp === '-' || bare === '' ? bare : `${bare}\n`
}
