import { parseJson } from '@/lib/engine/values/json'
import type { Json, JsonObject } from '@/lib/engine/values/value'
import { isObject } from '@/lib/engine/values/value'
import type { ManifestInput } from '@/lib/manifest/inputs'
import { scalarText } from '../manifest-values'
import { kindOf } from './input-kinds'

/** A pasted value that found its input. */
export interface MatchedValue {
  /** As it was pasted. */
  readonly name: string
  readonly input: ManifestInput
  readonly value: Json
  /** Constants that choose the way of a one-of in which the input stands. */
  readonly constants: readonly { readonly path: readonly string[]; readonly value: Json }[]
}

/** What pasted text gives to the inputs of a connector. */
export interface PastedValues {
  readonly matched: readonly MatchedValue[]
  /** Names that belong to no input, and values that do not fit theirs, with why. */
  readonly left: readonly { readonly name: string; readonly why: string }[]
  /** Why the text cannot be read at all. */
  readonly fault?: string | undefined
}

/**
 * Reads `.env` lines or a JSON object and finds the input of each value: by its name, or as the end of
 * a longer one (`NORTHWIND_TOKEN` for `token`). Of a name that comes twice the last counts.
 */
export function readPasted(text: string, inputs: readonly ManifestInput[]): PastedValues {
  if (text.trim() === '') return { matched: [], left: [] }
  const pairs = pairsOf(text)
  if (typeof pairs === 'string') return { matched: [], left: [], fault: pairs }
  const leaves = leavesOf(inputs, [])
  const matched = new Map<string, MatchedValue>()
  const left: { name: string; why: string }[] = []
  for (const [name, raw] of pairs) {
    const leaf = leafFor(name, leaves)
    if (!leaf) {
      left.push({ name, why: 'no input of this name' })
      continue
    }
    const value = valueFor(leaf.input, raw)
    if (value === undefined) left.push({ name, why: `${wanted[kindOf(leaf.input)] ?? 'no value'}` })
    else matched.set(leaf.input.path.join('.'), { name, value, ...leaf })
  }
  return { matched: [...matched.values()], left }
}

type Pair = readonly [name: string, value: Json]

function pairsOf(text: string): readonly Pair[] | string {
  if (!text.trimStart().startsWith('{')) return envPairs(text)
  try {
    const value = parseJson(text)
    return isObject(value) ? jsonPairs(value, '') : 'An object is expected'
  } catch (error) {
    return error instanceof Error ? error.message : 'This JSON cannot be read'
  }
}

function jsonPairs(object: JsonObject, above: string): Pair[] {
  return Object.entries(object).flatMap(([key, value]): Pair[] => {
    const name = above === '' ? key : `${above}.${key}`
    return isObject(value) ? jsonPairs(value, name) : [[name, value]]
  })
}

const line =
  /^[ \t]*(?:export[ \t]+)?([A-Za-z_][\w.-]*)[ \t]*=[ \t]*(?:"((?:[^"\\]|\\[\s\S])*)"|'([^']*)'|([^\r\n]*))/gm

function envPairs(text: string): readonly Pair[] | string {
  const pairs: Pair[] = []
  for (const match of text.matchAll(line)) {
    const [, name = '', double, single, bare] = match
    pairs.push([
      name,
      double === undefined ? (single ?? plainValue(bare ?? '')) : unescaped(double),
    ])
  }
  return pairs.length > 0 ? pairs : 'Lines such as NAME=value are expected, or a JSON object'
}

/** Without a comment behind it. */
function plainValue(text: string): string {
  return text.replace(/(^|[ \t])#.*$/, '').trim()
}

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' }

function unescaped(text: string): string {
  return text.replace(/\\([\s\S])/g, (_whole, letter: string) => escapes[letter] ?? letter)
}

interface Leaf {
  readonly input: ManifestInput
  readonly constants: MatchedValue['constants']
}

function leavesOf(inputs: readonly ManifestInput[], constants: Leaf['constants']): Leaf[] {
  return inputs.flatMap((input): Leaf[] => {
    if (input.constant !== undefined) return []
    if (input.variants.length > 0) {
      return input.variants.flatMap((variant) => {
        const own = variant.inputs.flatMap(({ path, constant }) =>
          constant === undefined ? [] : [{ path, value: constant }],
        )
        return leavesOf(variant.inputs, [...constants, ...own])
      })
    }
    return input.inputs.length > 0 ? leavesOf(input.inputs, constants) : [{ input, constants }]
  })
}

const plain = (name: string) => name.toLowerCase().replace(/[^a-z0-9]+/g, '_')

/** The input of this very name, or the longest that the name ends with. */
function leafFor(name: string, leaves: readonly Leaf[]): Leaf | undefined {
  const wantedName = plain(name)
  const named = leaves.map((leaf) => ({
    leaf,
    names: [plain(leaf.input.path.join('_')), plain(leaf.input.name)],
  }))
  const exact = named.find(({ names }) => names.includes(wantedName))
  if (exact) return exact.leaf
  const ends = named
    .flatMap(({ leaf, names }) => names.map((each) => ({ leaf, each })))
    .filter(({ each }) => wantedName.endsWith(`_${each}`))
    .toSorted((one, other) => other.each.length - one.each.length)
  return ends[0]?.leaf
}

const wanted: Readonly<Record<string, string>> = {
  integer: 'not a whole number',
  number: 'not a number',
  boolean: 'not true or false',
  choice: 'none of the choices',
}

/** The value in the type of its input; undefined when it does not fit. */
function valueFor(input: ManifestInput, raw: Json): Json | undefined {
  const text = scalarText(raw) ?? ''
  switch (kindOf(input)) {
    case 'integer':
      return /^-?\d+$/.test(text) ? Number(text) : undefined
    case 'number':
      return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : undefined
    case 'boolean':
      if (/^(true|1|yes|on)$/i.test(text)) return true
      return /^(false|0|no|off)$/i.test(text) ? false : undefined
    case 'choice':
      return input.options?.find((option) => String(option) === text)
    case 'list':
      return Array.isArray(raw) ? raw : text.split(',').map((part) => part.trim())
    default:
      return text === '' ? undefined : text
  }
}
