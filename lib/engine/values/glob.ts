import { PythonError } from './python-error'

/** One part of a path: a key, a list index, or a pattern with `*`, `?`, `[seq]`, `[!seq]`, `**`. */
export type PathSegment = string | number

/** Whether a part stands for itself alone. */
export function isPlain(segment: PathSegment): boolean {
  return typeof segment === 'number' || !/[*?[]/.test(segment)
}

const decimal = /^\s*[+-]?\d+(?:_\d+)*\s*$/

/** The list index that a part names, counted from the end when negative; undefined for other text. */
export function indexOf(segment: PathSegment, length: number): number | undefined {
  if (typeof segment === 'string' && !decimal.test(segment)) return undefined
  const index = typeof segment === 'number' ? segment : Number(segment.replaceAll('_', ''))
  return index < 0 ? index + length : index
}

/** Whether a dict's key fits a part. A part that is no text fits none. */
export function fitsKey(key: string, segment: PathSegment): boolean {
  if (typeof segment === 'number') return false
  return isPlain(segment) ? key === segment : globPattern(segment).test(key)
}

/** Whether a place in a list fits a part. */
export function fitsIndex(index: number, length: number, segment: PathSegment): boolean {
  const named = indexOf(segment, length)
  if (named !== undefined) return named === index
  return fitsKey(String(index), segment)
}

/**
 * Where `**` stands in a path, or -1.
 *
 * @throws PythonError InvalidGlob when it stands there twice
 */
export function doubleStar(path: readonly PathSegment[]): number {
  const first = path.indexOf('**')
  if (first !== -1 && path.indexOf('**', first + 1) !== -1) {
    throw new PythonError('InvalidGlob', "A path may hold '**' only once")
  }
  return first
}

const patterns = new Map<string, RegExp>()

/** The pattern of Python's fnmatch, case-sensitive, over the whole key. */
function globPattern(glob: string): RegExp {
  let pattern = patterns.get(glob)
  if (!pattern) {
    if (patterns.size > 1000) patterns.clear()
    pattern = new RegExp(`^(?:${globSource(glob)})$`, 'su')
    patterns.set(glob, pattern)
  }
  return pattern
}

function globSource(glob: string): string {
  let source = ''
  let at = 0
  while (at < glob.length) {
    const char = glob[at] ?? ''
    const end = char === '[' ? classEnd(glob, at) : -1
    if (end !== -1) {
      source += classSource(glob.slice(at + 1, end))
      at = end + 1
      continue
    }
    if (char === '*') {
      // Several stars say no more than one, and would be slow.
      if (!source.endsWith('.*?')) source += '.*?'
    } else source += char === '?' ? '.' : escapeRegex(char)
    at++
  }
  return source
}

/** The closing bracket of a class; one right behind the opening belongs to the class. */
function classEnd(glob: string, open: number): number {
  const start = glob[open + 1] === '!' ? open + 2 : open + 1
  return glob.indexOf(']', glob[start] === ']' ? start + 1 : start)
}

function classSource(content: string): string {
  const isNegated = content.startsWith('!')
  const chars = Array.from(isNegated ? content.slice(1) : content)
  const parts: string[] = []
  for (let at = 0; at < chars.length; at++) {
    const from = chars[at] ?? ''
    const to = chars[at + 1] === '-' ? chars[at + 2] : undefined
    if (to === undefined) parts.push(escapeRegex(from))
    else {
      if (from <= to) parts.push(`${escapeRegex(from)}-${escapeRegex(to)}`)
      at += 2
    }
  }
  if (parts.length === 0) return isNegated ? '.' : '(?!)'
  return `[${isNegated ? '^' : ''}${parts.join('')}]`
}

function escapeRegex(char: string): string {
  return /[\\^$.*+?()[\]{}|/-]/.test(char) ? `\\${char}` : char
}
