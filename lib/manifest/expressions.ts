import type { ManifestPath } from '../engine/path'
import { type Token, tokenize } from '../engine/template/lexer'
import type { Json } from '../engine/values/value'
import { isMapping } from './text/value'

/** One part of `config['a']['b']` or `config.a.b`, with its place in the template. */
export interface ConfigPart {
  readonly name: string
  readonly start: number
  readonly end: number
  /** `attribute` is written behind a dot, `text` in quotes. */
  readonly form: 'attribute' | 'text'
}

/** A text of the manifest that may hold templates. */
export interface TextPlace {
  readonly path: ManifestPath
  readonly text: string
}

/** Whether a text holds a template. */
export function isTemplate(text: string): boolean {
  return text.includes('{{') || text.includes('{%')
}

/**
 * The reads of the configuration in a template: `config.a`, `config['a']['b']`, `config.get('a')` and
 * `'a' in config`. Nothing for a template with a syntax error.
 */
export function configUsesIn(text: string): readonly (readonly ConfigPart[])[] {
  if (!isTemplate(text) || !text.includes('config')) return []
  const tokens = tokensOf(text)
  const uses: ConfigPart[][] = []
  for (const [index, token] of tokens.entries()) {
    if (token.kind !== 'name' || token.text !== 'config') continue
    const before = tokens[index - 1]
    if (before?.text === '.' && before.kind === 'operator') continue
    const parts = partsFrom(tokens, index + 1)
    const asked = askedFor(tokens, index)
    if (parts.length > 0) uses.push(parts)
    else if (asked) uses.push([partOf(asked, 'text')])
  }
  return uses
}

/** The text in `'a' in config` and `'a' not in config`. */
function askedFor(tokens: readonly Token[], index: number): Token | undefined {
  if (tokens[index - 1]?.text !== 'in') return undefined
  const before = tokens[index - 2]
  const asked = before?.text === 'not' ? tokens[index - 3] : before
  return asked?.kind === 'string' ? asked : undefined
}

/** Whether a template hands the whole configuration on, so that any input may be read by it. */
export function usesWholeConfig(text: string): boolean {
  if (!isTemplate(text) || !text.includes('config')) return false
  const tokens = tokensOf(text)
  return tokens.some((token, index) => {
    const isConfig = token.kind === 'name' && token.text === 'config'
    const before = tokens[index - 1]?.text
    return (
      isConfig && before !== '.' && before !== 'in' && partsFrom(tokens, index + 1).length === 0
    )
  })
}

function tokensOf(text: string): Token[] {
  try {
    return tokenize(text)
  } catch {
    return []
  }
}

function partsFrom(tokens: readonly Token[], start: number): ConfigPart[] {
  const parts: ConfigPart[] = []
  let at = start
  for (let next = partAt(tokens, at); next; next = partAt(tokens, at)) {
    parts.push(next.part)
    at = next.after
  }
  return parts
}

function partAt(tokens: readonly Token[], at: number) {
  const [first, second, third, fourth] = tokens.slice(at, at + 4)
  if (first?.text === '.' && second?.text === 'get' && third?.text === '(') {
    return fourth?.kind === 'string'
      ? { part: partOf(fourth, 'text'), after: tokens.length }
      : undefined
  }
  if (first?.kind === 'operator' && first.text === '.' && second?.kind === 'name') {
    return { part: partOf(second, 'attribute'), after: at + 2 }
  }
  const isItem = first?.kind === 'operator' && first.text === '[' && third?.text === ']'
  return isItem && second?.kind === 'string'
    ? { part: partOf(second, 'text'), after: at + 3 }
    : undefined
}

function partOf({ text, start, end }: Token, form: ConfigPart['form']): ConfigPart {
  return { name: text, start, end, form }
}

/** Keys under which JSON schemas and specifications stand, where `{{` has no meaning. */
const opaqueKeys: ReadonlySet<string> = new Set(['schema', 'schemas', 'connection_specification'])

/** All texts of a manifest, keys and JSON schemas left out. */
export function* textsIn(value: Json, path: ManifestPath = []): Generator<TextPlace> {
  if (typeof value === 'string') {
    yield { path, text: value }
  } else if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) yield* textsIn(item, [...path, index])
  } else if (isMapping(value)) {
    for (const [key, each] of Object.entries(value)) {
      if (opaqueKeys.has(key) && typeof each !== 'string') continue
      yield* textsIn(each, [...path, key])
    }
  }
}
