import { checkLength } from './budget'
import { isWide } from './operands'

/** What Python counts as white space, for use inside a class of a regular expression. */
export const spaceClass =
  '\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000'

const leading = new RegExp(`^[${spaceClass}]+`)
const someSpace = new RegExp(`[${spaceClass}]+`, 'g')
const onlySpace = new RegExp(`^[${spaceClass}]+$`)

/** Python's `strip`, `lstrip` and `rstrip`: white space, or any of the given characters. */
export function strip(text: string, chars: string | null, side: 'both' | 'start' | 'end'): string {
  if (chars === null) {
    const start = side === 'end' ? text : text.replace(leading, '')
    return side === 'start' ? start : trimEndSpace(start)
  }
  const units = Array.from(text)
  const set = new Set(Array.from(chars))
  let from = 0
  let to = units.length
  if (side !== 'end') while (from < to && set.has(units[from] ?? '')) from++
  if (side !== 'start') while (to > from && set.has(units[to - 1] ?? '')) to--
  return units.slice(from, to).join('')
}

/** A regular expression for this would look at every run of spaces in the text. */
function trimEndSpace(text: string): string {
  let end = text.length
  while (end > 0 && onlySpace.test(text[end - 1] ?? '')) end--
  return text.slice(0, end)
}

/** Whether text is white space and nothing else, and not empty. */
export function isSpace(text: string): boolean {
  return onlySpace.test(text)
}

/** Python's `split` at white space. */
export function splitSpace(text: string, max: number): string[] {
  const words: string[] = []
  let rest = strip(text, null, 'start')
  while (rest !== '') {
    if (max >= 0 && words.length >= max) {
      words.push(rest)
      break
    }
    someSpace.lastIndex = 0
    const gap = someSpace.exec(rest)
    words.push(gap ? rest.slice(0, gap.index) : rest)
    rest = gap ? rest.slice(gap.index + gap[0].length) : ''
  }
  return words
}

/** Python's `rsplit` at white space. */
export function splitSpaceRight(text: string, max: number): string[] {
  const words = splitSpace(text, -1)
  if (max < 0 || words.length <= max) return words
  let head = strip(text, null, 'end')
  const tail: string[] = []
  for (const word of words.slice(words.length - max).reverse()) {
    tail.unshift(word)
    head = strip(head.slice(0, head.length - word.length), null, 'end')
  }
  return [head, ...tail].filter((word) => word !== '')
}

/** Python's `split(separator, max)`; a negative `max` is no limit. */
export function splitAt(text: string, separator: string, max: number): string[] {
  const parts = text.split(separator)
  if (max < 0 || parts.length <= max + 1) return parts
  return [...parts.slice(0, max), parts.slice(max).join(separator)]
}

/** Python's `rsplit(separator, max)`. */
export function splitAtRight(text: string, separator: string, max: number): string[] {
  const parts = text.split(separator)
  if (max < 0 || parts.length <= max + 1) return parts
  const cut = parts.length - max
  return [parts.slice(0, cut).join(separator), ...parts.slice(cut)]
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: Python breaks lines at them
const lineBreak = /\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]/g

/** Python's `splitlines`. */
export function splitLines(text: string, keepsEnds = false): string[] {
  const lines: string[] = []
  let start = 0
  for (const match of text.matchAll(lineBreak)) {
    const end = match.index + match[0].length
    lines.push(text.slice(start, keepsEnds ? end : match.index))
    start = end
  }
  if (start < text.length) lines.push(text.slice(start))
  return lines
}

/** Python's `replace(old, new, count)`; a negative count replaces all. */
export function replaceText(text: string, old: string, next: string, count: number): string {
  if (count === 0) return text
  const parts = old === '' ? ['', ...Array.from(text), ''] : text.split(old)
  const gaps = count < 0 ? parts.length - 1 : Math.min(count, parts.length - 1)
  checkLength(text.length + gaps * Math.max(0, next.length - old.length))
  if (gaps === parts.length - 1) return parts.join(next)
  return [parts.slice(0, gaps).join(next), parts.slice(gaps).join(old)].join(next)
}

/** Characters of a part of text, by Python's indices of code points. */
export function sliceText(text: string, start: number, end: number): string {
  return isWide(text) ? Array.from(text).slice(start, end).join('') : text.slice(start, end)
}

/** Python's `title`: a capital behind everything that is no letter. */
export function titleText(text: string): string {
  return text.replace(/\p{L}[\p{L}\p{M}]*/gu, capitalized)
}

/** Python's `capitalize`. */
export function capitalized(text: string): string {
  const [first = '', ...rest] = Array.from(text)
  return titleChar(first) + rest.join('').toLowerCase()
}

const digraphs: Readonly<Record<string, string>> = {
  '\u01c4': '\u01c5',
  '\u01c6': '\u01c5',
  '\u01c7': '\u01c8',
  '\u01c9': '\u01c8',
  '\u01ca': '\u01cb',
  '\u01cc': '\u01cb',
  '\u01f1': '\u01f2',
  '\u01f3': '\u01f2',
}

/** A character as it begins a word: `ß` as `Ss`. */
function titleChar(char: string): string {
  const [first = '', ...rest] = Array.from(char.toUpperCase())
  return digraphs[char] ?? first + rest.join('').toLowerCase()
}

/** Text filled up on both sides as Python's `center` does. */
export function centered(text: string, width: number, fill: string): string {
  const length = isWide(text) ? Array.from(text).length : text.length
  checkLength(width)
  if (width <= length) return text
  const space = width - length
  const left = (space >> 1) + (space & width & 1)
  return fill.repeat(left) + text + fill.repeat(space - left)
}

/** Text filled up at its end (`ljust`) or start (`rjust`). */
export function justified(text: string, width: number, fill: string, side: 'l' | 'r'): string {
  const length = isWide(text) ? Array.from(text).length : text.length
  checkLength(width)
  const gap = fill.repeat(Math.max(0, width - length))
  return side === 'l' ? text + gap : gap + text
}
