/** Plain scalars that are no text, by YAML 1.2's core schema (10.3). */
const words: ReadonlyMap<string, unknown> = new Map<string, unknown>([
  ['', null],
  ['~', null],
  ['null', null],
  ['Null', null],
  ['NULL', null],
  ['true', true],
  ['True', true],
  ['TRUE', true],
  ['false', false],
  ['False', false],
  ['FALSE', false],
])

/** A scalar on one line, quoted or plain; comments behind it are dropped. */
export function scalarValue(text: string): unknown {
  const trimmed = text.trim()
  if (trimmed.startsWith('"')) return doubleQuoted(trimmed)
  if (trimmed.startsWith("'")) return singleQuoted(trimmed)
  const plain = trimmed.replace(/\s#.*$/s, '').trim()
  if (words.has(plain)) return words.get(plain)
  if (/^[-+]?\d+$/.test(plain) && !/^[-+]?0\d/.test(plain)) return Number(plain)
  return /^[-+]?(\d+\.\d*|\.\d+|\d+)(e[-+]?\d+)?$/i.test(plain) && !/^[-+]?0\d/.test(plain)
    ? Number(plain)
    : plain
}

const escapes: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  '0': '\0',
  b: '\b',
  f: '\f',
  e: '\x1b',
  '/': '/',
  '\\': '\\',
  '"': '"',
  ' ': ' ',
  '\n': '',
  _: '\xa0',
}

function doubleQuoted(text: string): string {
  const match = /^"((?:[^"\\]|\\[\s\S])*)"\s*(#.*)?$/.exec(text)
  if (!match) throw new SyntaxError('A quote is not closed')
  return (match[1] ?? '').replaceAll(
    /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([\s\S]))/g,
    (_, x, u, long, one) => {
      const code = x ?? u ?? long
      if (code !== undefined)
        return String.fromCodePoint(Math.min(Number.parseInt(code, 16), 0x10ffff))
      return escapes[one] ?? one
    },
  )
}

function singleQuoted(text: string): string {
  const match = /^'((?:[^']|'')*)'\s*(#.*)?$/.exec(text)
  if (!match) throw new SyntaxError('A quote is not closed')
  return (match[1] ?? '').replaceAll("''", "'")
}

/** A flow list or mapping. */
export function flowValue(text: string): unknown {
  const parser = new FlowParser(text)
  const value = parser.value(0)
  parser.end()
  return value
}

class FlowParser {
  readonly #text: string
  #at = 0

  constructor(text: string) {
    this.#text = text
  }

  end(): void {
    this.#blank()
    if (this.#at < this.#text.length && this.#text[this.#at] !== '#')
      throw new SyntaxError('Text after a collection')
  }

  value(depth: number): unknown {
    if (depth > 100) throw new SyntaxError('Too deep')
    this.#blank()
    const char = this.#text[this.#at]
    if (char === '[') return this.#list(depth)
    if (char === '{') return this.#mapping(depth)
    if (char === '&' || char === '*' || char === '!') throw new SyntaxError('Anchors and tags')
    return scalarValue(this.#scalar())
  }

  #blank(): void {
    while (/\s/.test(this.#text[this.#at] ?? '')) this.#at++
  }

  #list(depth: number): unknown[] {
    const items: unknown[] = []
    this.#at++
    while (!this.#closes(']')) {
      items.push(this.value(depth + 1))
      this.#comma(']')
    }
    return items
  }

  #mapping(depth: number): Record<string, unknown> {
    const entries: [string, unknown][] = []
    this.#at++
    while (!this.#closes('}')) {
      const key = String(scalarValue(this.#scalar()))
      this.#blank()
      const hasValue = this.#text[this.#at] === ':'
      if (hasValue) this.#at++
      entries.push([key, hasValue ? this.value(depth + 1) : null])
      this.#comma('}')
    }
    return Object.fromEntries(entries)
  }

  #closes(end: string): boolean {
    this.#blank()
    if (this.#at >= this.#text.length) throw new SyntaxError('A collection is not closed')
    const isEnd = this.#text[this.#at] === end
    if (isEnd) this.#at++
    return isEnd
  }

  #comma(end: string): void {
    this.#blank()
    const char = this.#text[this.#at]
    if (char === ',') this.#at++
    else if (char !== end) throw new SyntaxError('A comma is missing')
  }

  /** The text of a scalar up to the sign that ends it. */
  #scalar(): string {
    const rest = this.#text.slice(this.#at)
    const match =
      /^"(?:[^"\\]|\\[\s\S])*"|^'(?:[^']|'')*'/.exec(rest) ??
      /^(?:[^,[\]{}:]|:(?![\s,[\]{}]|$))+/.exec(rest)
    if (!match) {
      if (/^[,\]}:]/.test(rest)) return ''
      throw new SyntaxError('A value is missing')
    }
    this.#at += match[0].length
    return match[0]
  }
}
