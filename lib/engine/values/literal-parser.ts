import { Dict, PythonSet } from './collections'
import { scanNumber, scanString } from './literal-scan'
import { PythonTypeError } from './python-error'
import { Bytes, Float, float, int, Opaque, objectOf, Tuple, type Value } from './value'

/** Python's `...`. */
class Ellipsis extends Opaque {
  readonly typeName = 'ellipsis'
  readonly text = 'Ellipsis'
}

const ellipsis = new Ellipsis()
const constants = new Map<string, Value>([
  ['True', true],
  ['False', false],
  ['None', null],
])
const word = /[A-Za-z_]\w*/y
const DEPTH_MAX = 200

/** Reads one Python literal. Every method answers undefined for text that is none. */
export class LiteralParser {
  readonly #text: string
  #at = 0
  #depth = 0

  constructor(text: string) {
    this.#text = text
  }

  parse(): Value | undefined {
    if (this.#text.includes('\0')) return undefined
    if (!this.#skipFirstLines()) return undefined
    const value = this.#items()
    if (value === undefined || !this.#isAtEnd()) return undefined
    return value
  }

  /** Blank lines and comments may stand in front, but the value's line may not be indented. */
  #skipFirstLines(): boolean {
    const lead = /^[ \t]*/.exec(this.#text)?.[0].length ?? 0
    const blank = /(?:[ \t\f]*(?:#[^\n\r]*)?(?:\r\n|\n|\r))*/y
    blank.lastIndex = lead
    blank.exec(this.#text)
    this.#at = Math.max(lead, blank.lastIndex)
    return this.#at === lead || !/[ \t]/.test(this.#text[this.#at] ?? '')
  }

  #isAtEnd(): boolean {
    const rest = /(?:[ \t\f\r\n]|#[^\n\r]*)*$/y
    rest.lastIndex = this.#at
    return rest.test(this.#text)
  }

  /** One value, or a tuple without parentheses. */
  #items(): Value | undefined {
    const first = this.#value()
    if (first === undefined) return undefined
    if (!this.#take(',')) return first
    const items = [first]
    while (!this.#isAtEnd() && this.#peek() !== ')') {
      const item = this.#value()
      if (item === undefined) return undefined
      items.push(item)
      if (!this.#take(',')) break
    }
    return new Tuple(items)
  }

  #value(): Value | undefined {
    const char = this.#peek()
    if (char === '-' || char === '+') return this.#signed(char)
    if (char === '[') return this.#list()
    if (char === '{') return this.#braces()
    if (char === '(') return this.#parentheses()
    return this.#string() ?? this.#number() ?? this.#word()
  }

  #signed(sign: string): Value | undefined {
    this.#at++
    const value = this.#peek() === '(' ? this.#parentheses() : this.#number()
    if (value instanceof Float) return sign === '-' ? float(-value.value) : value
    if (typeof value === 'bigint') return int(sign === '-' ? -value : value)
    if (typeof value !== 'number') return undefined
    return sign === '-' && value !== 0 ? -value : value
  }

  #number(): Value | undefined {
    const scanned = scanNumber(this.#text, this.#at)
    if (!scanned) return undefined
    this.#at = scanned.end
    return scanned.value
  }

  #string(): Value | undefined {
    let result: string | Bytes | undefined
    while (true) {
      this.#skipSpace()
      const scanned = scanString(this.#text, this.#at)
      if (scanned === 'none') return result
      if (scanned === 'wrong') return undefined
      result = joined(result, scanned.value)
      if (result === undefined) return undefined
      this.#at = scanned.end
    }
  }

  #word(): Value | undefined {
    if (this.#text.startsWith('...', this.#at)) {
      this.#at += 3
      return ellipsis
    }
    word.lastIndex = this.#at
    const name = word.exec(this.#text)?.[0]
    if (name === undefined) return undefined
    this.#at += name.length
    if (name !== 'set') return constants.get(name)
    return this.#take('(') && this.#take(')') ? new PythonSet() : undefined
  }

  #list(): Value | undefined {
    return this.#nested(() => this.#sequence(']'))
  }

  #sequence(end: string): Value[] | undefined {
    const items: Value[] = []
    while (!this.#take(end)) {
      const item = this.#value()
      if (item === undefined) return undefined
      items.push(item)
      if (this.#take(',')) continue
      return this.#take(end) ? items : undefined
    }
    return items
  }

  #parentheses(): Value | undefined {
    return this.#nested(() => {
      if (this.#take(')')) return new Tuple([])
      const value = this.#items()
      return value !== undefined && this.#take(')') ? value : undefined
    })
  }

  #braces(): Value | undefined {
    return this.#nested(() => {
      if (this.#take('}')) return {}
      const first = this.#value()
      if (first === undefined) return undefined
      try {
        return this.#peek() === ':' ? this.#dict(first) : this.#set(first)
      } catch (error) {
        // A list as a key or member.
        if (error instanceof PythonTypeError) return undefined
        throw error
      }
    })
  }

  #dict(firstKey: Value): Value | undefined {
    const entries: [Value, Value][] = []
    let key: Value | undefined = firstKey
    while (true) {
      const value: Value | undefined =
        key !== undefined && this.#take(':') ? this.#value() : undefined
      if (key === undefined || value === undefined) return undefined
      entries.push([key, value])
      const isMore = this.#take(',')
      if (this.#take('}')) return dictOf(entries)
      if (!isMore) return undefined
      key = this.#value()
    }
  }

  #set(first: Value): Value | undefined {
    if (this.#take('}')) return new PythonSet([first])
    if (!this.#take(',')) return undefined
    const rest = this.#sequence('}')
    return rest && new PythonSet([first, ...rest])
  }

  #nested(read: () => Value | undefined): Value | undefined {
    this.#at++
    if (++this.#depth > DEPTH_MAX) return undefined
    const value = read()
    this.#depth--
    return value
  }

  #peek(): string | undefined {
    this.#skipSpace()
    return this.#text[this.#at]
  }

  #take(char: string): boolean {
    if (this.#peek() !== char) return false
    this.#at++
    return true
  }

  /** Inside brackets lines may be broken and hold comments. */
  #skipSpace(): void {
    const space =
      this.#depth > 0 ? /(?:[ \t\f\r\n]|\\(?:\r\n|\n)|#[^\n\r]*)*/y : /(?:[ \t\f]|\\(?:\r\n|\n))*/y
    const code = this.#text.charCodeAt(this.#at)
    if (code > 0x23 && code !== 0x5c) return
    space.lastIndex = this.#at
    space.exec(this.#text)
    this.#at = Math.max(this.#at, space.lastIndex)
  }
}

/** A plain dict where all keys are text that keeps its place in a plain object. */
export function dictOf(entries: readonly [Value, Value][]): Value {
  const isPlain = entries.every(([key]) => typeof key === 'string')
  return isPlain ? objectOf(entries as [string, Value][]) : new Dict(entries)
}

function joined(a: string | Bytes | undefined, b: string | Bytes): string | Bytes | undefined {
  if (a === undefined) return b
  if (typeof a === 'string') return typeof b === 'string' ? a + b : undefined
  return b instanceof Bytes ? new Bytes(Uint8Array.from([...a.data, ...b.data])) : undefined
}
