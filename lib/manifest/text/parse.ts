import {
  Composer,
  type CST,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Pair,
  type ParsedNode,
  Parser,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml'
import type { ListItem, MapEntry, ScalarStyle, TextNode } from './node'
import { keyName } from './scalar-value'

/** A mistake in the YAML, at an offset of the text. */
export interface SyntaxMistake {
  readonly message: string
  readonly from: number
  readonly to: number
}

/** The tree of a text, or what is wrong with it. `root` is undefined for an empty document. */
export type ParsedText =
  | { readonly root: TextNode | undefined; readonly mistakes: readonly [] }
  | { readonly root: undefined; readonly mistakes: readonly SyntaxMistake[] }

/** Deepest nesting that is read. Real manifests stay below 40. */
export const depthMax = 100

/**
 * Reads a text into its tree. Scalars stay text here; `scalarValue` gives their meaning.
 *
 * `shift` is added to every offset, for a part of a text that was cut out.
 */
export function parseText(text: string, shift = 0): ParsedText {
  try {
    return compose(text, shift)
  } catch (error) {
    if (error instanceof KeyMistake) return fail(error.message, error.offset + shift)
    // Nesting that exhausts the stack before it can be counted.
    if (error instanceof RangeError) return fail(depthMessage, shift)
    throw error
  }
}

const depthMessage = `The text is nested more than ${depthMax} levels deep`

function compose(text: string, shift: number): ParsedText {
  const tokens = [...new Parser().parse(text)]
  for (const token of tokens) {
    const offset = tooDeep(token)
    if (offset !== undefined) return fail(depthMessage, offset + shift)
  }
  const composer = new Composer({
    schema: 'failsafe',
    version: '1.1',
    keepSourceTokens: true,
    uniqueKeys: false,
    logLevel: 'silent',
    prettyErrors: false,
  })
  const [document, second] = composer.compose(tokens, true, text.length)
  if (!document) return fail('The text could not be read', shift)
  if (second) {
    const at = (second.range?.[0] ?? 0) + shift
    return fail('A manifest is one document; a second one begins here', at)
  }
  if (document.errors.length > 0) {
    const mistakes = document.errors.map(({ message, pos }) => ({
      message: plainMessage(message),
      from: pos[0] + shift,
      to: Math.max(pos[1], pos[0]) + shift,
    }))
    return { root: undefined, mistakes }
  }
  const contents = document.contents as ParsedNode | null
  if (!contents || isNothing(contents)) return { root: undefined, mistakes: [] }
  return { root: convert(contents, undefined, shift), mistakes: [] }
}

function isNothing(node: ParsedNode): boolean {
  return isScalar(node) && node.range[0] === node.range[1] && !node.tag && !node.anchor
}

class KeyMistake extends Error {
  override readonly name = 'KeyMistake'
  readonly offset: number
  constructor(message: string, offset: number) {
    super(message)
    this.offset = offset
  }
}

function fail(message: string, at: number): ParsedText {
  return { root: undefined, mistakes: [{ message, from: at, to: at + 1 }] }
}

function tooDeep(root: CST.Token): number | undefined {
  const stack: [CST.Token, number][] = [[root, 0]]
  for (let next = stack.pop(); next; next = stack.pop()) {
    const [token, depth] = next
    if (depth > depthMax + 1) return token.offset
    for (const child of childrenOf(token)) stack.push([child, depth + 1])
  }
  return undefined
}

function childrenOf(token: CST.Token): CST.Token[] {
  if (token.type === 'document') return token.value ? [token.value] : []
  if (!('items' in token)) return []
  const children = token.items.flatMap(({ key, value }) => [key, value])
  return children.filter((child) => child !== null && child !== undefined)
}

function convert(
  node: ParsedNode,
  props: readonly CST.SourceToken[] | undefined,
  shift: number,
): TextNode {
  const start = node.range[0] + shift
  const prop = props?.find(({ type }) => type === 'anchor' || type === 'tag')
  const base = {
    start,
    end: node.range[1] + shift,
    outerStart: prop ? prop.offset + shift : start,
    anchor: isAlias(node) ? undefined : node.anchor,
    tag: isAlias(node) ? undefined : node.tag,
    value: undefined,
  }
  if (isAlias(node)) return { ...base, kind: 'alias', name: node.source }
  if (isMap(node)) {
    const entries = convertEntries(node as YAMLMap.Parsed, shift)
    const isFlow = node.flow === true
    return { ...base, end: lastEnd(base.end, isFlow, entries), kind: 'map', isFlow, entries }
  }
  if (isSeq(node)) {
    const entries = convertItems(node as YAMLSeq.Parsed, shift)
    const isFlow = node.flow === true
    return { ...base, end: lastEnd(base.end, isFlow, entries), kind: 'list', isFlow, entries }
  }
  const style = styleOf(node.type)
  return { ...base, kind: 'scalar', style, text: String(node.value ?? '') }
}

/** A block collection ends with its last value; a flow collection with its bracket. */
function lastEnd(end: number, isFlow: boolean, entries: readonly { node: TextNode }[]): number {
  return isFlow ? end : (entries.at(-1)?.node.end ?? end)
}

function convertEntries(map: YAMLMap.Parsed, shift: number): MapEntry[] {
  return map.items.map((pair) => {
    const { key, value, srcToken } = pair as Pair<ParsedNode, ParsedNode | null>
    const colon = srcToken?.sep?.find(({ type }) => type === 'map-value-ind')
    const readKey = convert(key, srcToken?.start, shift)
    // The parser puts an absent key behind whatever comes before it, lines above its colon even.
    const isAbsent = readKey.outerStart === readKey.end
    const keyNode = isAbsent && colon ? emptyNode(colon.offset + shift) : readKey
    const name = keyName(keyNode)
    if (name === undefined) throw new KeyMistake('A key must be a scalar', key.range[0])
    const explicit = srcToken?.start.find(({ type }) => type === 'explicit-key-ind')
    const colonEnd = colon ? colon.offset + 1 + shift : keyNode.end
    return {
      start: explicit ? explicit.offset + shift : keyNode.outerStart,
      colonEnd,
      key: keyNode,
      name,
      isMerge: keyNode.kind === 'scalar' && keyNode.style === 'plain' && keyNode.text === '<<',
      node: value ? convert(value, srcToken?.sep, shift) : emptyNode(colonEnd),
    }
  })
}

function convertItems(seq: YAMLSeq.Parsed, shift: number): ListItem[] {
  const token = seq.srcToken
  const sources = token && 'items' in token ? token.items.filter(isItem) : []
  return seq.items.map((item, index) => {
    const source = sources[index]
    const node = convert(item as ParsedNode, source?.start, shift)
    const dash = source?.start.find(({ type }) => type === 'seq-item-ind')
    return { start: dash ? dash.offset + shift : node.outerStart, node }
  })
}

function isItem({ start, key, sep, value }: CST.CollectionItem): boolean {
  const marks = ['seq-item-ind', 'anchor', 'tag', 'explicit-key-ind']
  return Boolean(key || sep || value) || start.some(({ type }) => marks.includes(type))
}

/** The null of a key that has nothing behind its colon. */
function emptyNode(at: number): TextNode {
  return {
    kind: 'scalar',
    style: 'plain',
    text: '',
    start: at,
    end: at,
    outerStart: at,
    anchor: undefined,
    tag: undefined,
    value: undefined,
  }
}

function styleOf(type: string | undefined): ScalarStyle {
  switch (type) {
    case 'QUOTE_SINGLE':
      return 'single'
    case 'QUOTE_DOUBLE':
      return 'double'
    case 'BLOCK_LITERAL':
    case 'BLOCK_FOLDED':
      return 'block'
    default:
      return 'plain'
  }
}

function plainMessage(message: string): string {
  const [first = message] = message.split('\n')
  return first.replace(/ at line \d+, column \d+:?$/, '')
}
