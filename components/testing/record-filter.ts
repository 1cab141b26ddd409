import { Float, type Json, type JsonObject } from '@/lib/engine/values/value'
import { cellText } from './cell-text'
import { cellOf } from './record-columns'

export type RecordTest = (record: JsonObject) => boolean

/** A filter that could be read, or why not. */
export type FilterReading =
  | { readonly kind: 'all' }
  | { readonly kind: 'test'; readonly test: RecordTest }
  | { readonly kind: 'unreadable'; readonly message: string }

/**
 * Reads a filter such as `status = 'paid' and total.amount > 50`. A filter without an operator is
 * text that any field may contain. Comparisons are `=`, `!=`, `>`, `>=`, `<`, `<=`, `contains`,
 * `is null`, `is missing`; they join with `and`, `or`, `not` and parentheses.
 */
export function readFilter(text: string): FilterReading {
  if (text.trim() === '') return { kind: 'all' }
  const tokens = tokenize(text)
  if (!tokens.some((token) => token.kind === 'operator')) {
    const wanted = text.trim().toLowerCase()
    return { kind: 'test', test: (record) => holdsText(record, wanted) }
  }
  try {
    const parser = new FilterParser(tokens)
    return { kind: 'test', test: parser.parse() }
  } catch (error) {
    if (error instanceof FilterInvalid) return { kind: 'unreadable', message: error.message }
    throw error
  }
}

interface Token {
  readonly kind: 'name' | 'text' | 'number' | 'operator' | 'join' | 'paren'
  readonly text: string
}

class FilterInvalid extends Error {}

const pattern =
  /\s*(?:(?<quoted>'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")|(?<number>-?\d+(?:\.\d+)?)(?![\w.-])|(?<operator>!=|>=|<=|=|>|<|\b(?:contains|is)\b)|(?<join>\b(?:and|or|not)\b)|(?<paren>[()])|(?<name>[^\s()=!<>'"]+)|(?<other>\S))/giy

function tokenize(text: string): Token[] {
  const tokens: Token[] = []
  for (const { groups = {} } of text.matchAll(new RegExp(pattern.source, 'giy'))) {
    const { quoted, number, operator, join, paren, name, other } = groups
    if (quoted) tokens.push({ kind: 'text', text: quoted.slice(1, -1).replaceAll(/\\(.)/g, '$1') })
    else if (number) tokens.push({ kind: 'number', text: number })
    else if (operator) tokens.push({ kind: 'operator', text: operator.toLowerCase() })
    else if (join) tokens.push({ kind: 'join', text: join.toLowerCase() })
    else if (paren) tokens.push({ kind: 'paren', text: paren })
    else tokens.push({ kind: 'name', text: name ?? other ?? '' })
  }
  return tokens
}

/** or := and ('or' and)* · and := one ('and' one)* · one := 'not' one | '(' or ')' | comparison */
class FilterParser {
  readonly #tokens: readonly Token[]
  #at = 0

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens
  }

  parse(): RecordTest {
    const test = this.#or()
    const rest = this.#tokens[this.#at]
    if (rest) throw new FilterInvalid(`Did not expect “${rest.text}”`)
    return test
  }

  #or(): RecordTest {
    let left = this.#and()
    while (this.#take('join', 'or')) {
      const [first, second] = [left, this.#and()]
      left = (record) => first(record) || second(record)
    }
    return left
  }

  #and(): RecordTest {
    let left = this.#one()
    while (this.#take('join', 'and')) {
      const [first, second] = [left, this.#one()]
      left = (record) => first(record) && second(record)
    }
    return left
  }

  #one(): RecordTest {
    if (this.#take('join', 'not')) {
      const test = this.#one()
      return (record) => !test(record)
    }
    if (this.#take('paren', '(')) {
      const test = this.#or()
      if (!this.#take('paren', ')')) throw new FilterInvalid('A parenthesis is not closed')
      return test
    }
    return this.#comparison()
  }

  #comparison(): RecordTest {
    const field = this.#tokens[this.#at]
    if (!field || (field.kind !== 'name' && field.kind !== 'text')) {
      throw new FilterInvalid('Expected the name of a field')
    }
    this.#at += 1
    const operator = this.#tokens[this.#at]
    if (operator?.kind !== 'operator')
      throw new FilterInvalid(`Compare ${field.text} with something`)
    this.#at += 1
    const value = this.#tokens[this.#at]
    if (!value || value.kind === 'paren' || value.kind === 'operator') {
      throw new FilterInvalid(`What is ${field.text} compared with?`)
    }
    this.#at += 1
    return comparison(field.text, operator.text, value)
  }

  #take(kind: Token['kind'], text: string): boolean {
    const token = this.#tokens[this.#at]
    if (token?.kind !== kind || token.text !== text) return false
    this.#at += 1
    return true
  }
}

function comparison(field: string, operator: string, { kind, text }: Token): RecordTest {
  const path = field.split('.')
  const read = (record: JsonObject) =>
    Object.hasOwn(record, field) ? record[field] : cellOf(record, path)
  if (operator === 'is') {
    const wanted = text.toLowerCase()
    if (wanted === 'null') return (record) => read(record) === null
    if (wanted === 'missing') return (record) => read(record) === undefined
    throw new FilterInvalid('After “is” comes null or missing')
  }
  if (operator === 'contains') {
    const wanted = text.toLowerCase()
    return (record) => {
      const value = read(record)
      return value !== undefined && cellText(value).toLowerCase().includes(wanted)
    }
  }
  const holds = comparisons[operator]
  if (!holds) throw new FilterInvalid(`Unknown comparison “${operator}”`)
  return (record) => holds(compareWith(read(record), text, kind === 'text'))
}

const comparisons: Record<string, (order: number | undefined) => boolean> = {
  '=': (order) => order === 0,
  '!=': (order) => order !== 0,
  '>': (order) => order !== undefined && order > 0,
  '>=': (order) => order !== undefined && order >= 0,
  '<': (order) => order !== undefined && order < 0,
  '<=': (order) => order !== undefined && order <= 0,
}

/** Below, at or above zero; undefined when the two cannot be compared. */
function compareWith(value: Json | undefined, text: string, isQuoted: boolean): number | undefined {
  if (value === undefined || value === null) return undefined
  const number = asNumber(value)
  if (number !== undefined && !isQuoted && text.trim() !== '' && Number.isFinite(Number(text))) {
    return compare(number, /^-?\d+$/.test(text) ? BigInt(text) : Number(text))
  }
  return compare(cellText(value), text)
}

function asNumber(value: Json): number | bigint | undefined {
  if (value instanceof Float) return value.value
  return typeof value === 'number' || typeof value === 'bigint' ? value : undefined
}

function compare<T extends string | number | bigint>(a: T, b: T): number {
  if (a === b) return 0
  return a < b ? -1 : a > b ? 1 : 0
}

function holdsText(value: Json, wanted: string): boolean {
  if (Array.isArray(value)) return value.some((item) => holdsText(item, wanted))
  if (typeof value === 'object' && value !== null && !(value instanceof Float)) {
    return Object.values(value).some((item) => holdsText(item, wanted))
  }
  return cellText(value).toLowerCase().includes(wanted)
}

/** Orders two cells: numbers by size, text by its letters, what is missing last. */
export function compareCells(a: Json | undefined, b: Json | undefined): number {
  if (a === undefined || a === null) return b === undefined || b === null ? 0 : 1
  if (b === undefined || b === null) return -1
  const [first, second] = [asNumber(a), asNumber(b)]
  if (first !== undefined && second !== undefined) return compare<number | bigint>(first, second)
  return cellText(a).localeCompare(cellText(b), 'en', { numeric: true })
}
