import type { ManifestPath } from '@/lib/engine/path'
import { scalarText } from '../manifest-values'
import { readTemplate } from './template-words'

/** A piece of a sentence: plain words, or a chip that stands for a value of the manifest. */
export interface Part {
  readonly kind: 'text' | 'value' | 'input' | 'template' | 'missing'
  readonly text: string
  /** Where the value stands, relative to the stream. */
  readonly at?: ManifestPath | undefined
}

export type Sentence = readonly Part[]

/** A sentence grows to this many characters before a list in it is cut. */
export const sentenceLimit = 90
const templateLimit = 32

type Piece = string | number | Part | Sentence

/** Builds a sentence from words and chips: say`Follow ${chip(path)} until it is empty`. */
export function say(words: TemplateStringsArray, ...pieces: readonly Piece[]): Sentence {
  const parts: Part[] = []
  for (const [index, word] of words.entries()) {
    if (word !== '') parts.push({ kind: 'text', text: word })
    const piece = pieces[index]
    if (piece !== undefined) parts.push(...partsOf(piece))
  }
  return merge(parts)
}

function partsOf(piece: Piece): Sentence {
  if (typeof piece === 'string' || typeof piece === 'number') {
    return piece === '' ? [] : [{ kind: 'text', text: String(piece) }]
  }
  return 'kind' in piece ? [piece] : piece
}

function merge(parts: readonly Part[]): Sentence {
  const merged: Part[] = []
  for (const part of parts) {
    const last = merged.at(-1)
    if (part.kind === 'text' && last?.kind === 'text') {
      merged[merged.length - 1] = { kind: 'text', text: last.text + part.text }
    } else merged.push(part)
  }
  return merged
}

/** A value of the manifest as a chip. A template of one input or one path is shown as that. */
export function chip(value: unknown, at?: ManifestPath): Part {
  const text = scalarText(value)
  if (text === undefined) return { kind: 'missing', text: 'Not set', at }
  const template = readTemplate(text)
  if (template === undefined) return { kind: 'value', text, at }
  if (template.kind === 'input') return { kind: 'input', text: template.path, at }
  if (template.kind === 'path') return { kind: 'value', text: template.path, at }
  return { kind: 'template', text: cut(text, templateLimit), at }
}

/** Text that is shown as a chip whatever it holds. */
export function valueChip(text: string, at?: ManifestPath): Part {
  return { kind: 'value', text, at }
}

export function inputChip(name: string, at?: ManifestPath): Part {
  return { kind: 'input', text: name, at }
}

export function cut(text: string, limit: number): string {
  return text.length <= limit ? text : `${text.slice(0, limit - 1).trimEnd()}…`
}

/** Puts sentences one behind another. */
export function join(sentences: readonly (Sentence | undefined)[], between: string): Sentence {
  const parts: Part[] = []
  for (const sentence of sentences) {
    if (sentence === undefined || sentence.length === 0) continue
    if (parts.length > 0) parts.push({ kind: 'text', text: between })
    parts.push(...sentence)
  }
  return merge(parts)
}

/** The same as `join`, until the sentence is long enough; the rest is counted: “and 2 more”. */
export function joinUpTo(sentences: readonly Sentence[], between: string, noun = ''): Sentence {
  const kept: Sentence[] = []
  for (const [index, sentence] of sentences.entries()) {
    const length = plainText(join([...kept, sentence], between)).length
    if (index > 0 && length > sentenceLimit) break
    kept.push(sentence)
  }
  const left = sentences.length - kept.length
  const start = join(kept, between)
  return left === 0 ? start : say`${start} and ${left} more${noun}`
}

/** `a`, `b`, `c` and 2 more. The last two are joined by “and” when all are shown. */
export function listed(chips: readonly Part[], limit: number): Sentence {
  if (chips.length <= limit) {
    const last = chips.at(-1)
    if (chips.length < 2 || last === undefined) return chips
    return say`${join(
      chips.slice(0, -1).map((each) => [each]),
      ', ',
    )} and ${last}`
  }
  const start = join(
    chips.slice(0, limit).map((each) => [each]),
    ', ',
  )
  return say`${start} and ${chips.length - limit} more`
}

/** The sentence as text alone: for names read aloud, search and tests. */
export function plainText(sentence: Sentence): string {
  return sentence.map((part) => part.text).join('')
}

/** The same sentence, beginning with a capital letter. */
export function capitalised(sentence: Sentence): Sentence {
  const [first, ...rest] = sentence
  if (first?.kind !== 'text') return sentence
  return [{ ...first, text: first.text.charAt(0).toUpperCase() + first.text.slice(1) }, ...rest]
}

/** What is said of a component whose code is Python. */
export function customSentence(component: unknown, at?: ManifestPath): Sentence | undefined {
  const className =
    typeof component === 'object' && component !== null && 'class_name' in component
      ? scalarText(component.class_name)
      : undefined
  if (className === undefined) return undefined
  return say`Custom code ${valueChip(className, at && [...at, 'class_name'])}: cannot run here`
}
