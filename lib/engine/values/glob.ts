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
  if (segment === '*') return true
  return isPlain(segment) ? key === segment : fitsGlob(key, segment)
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

/** Fits one character; `any` stands for `*`, which fits any number of them. */
type GlobPart = 'any' | ((char: string) => boolean)

const globs = new Map<string, readonly GlobPart[]>()

/**
 * Whether a whole key fits a pattern of Python's fnmatch, case-sensitive. Takes time in proportion to
 * the lengths of both, whatever the pattern; a regular expression would not.
 */
function fitsGlob(key: string, glob: string): boolean {
  const parts = partsOf(glob)
  const chars = Array.from(key)
  let part = 0
  let star = -1
  let resume = 0
  for (let at = 0; at < chars.length; ) {
    const each = parts[part]
    if (each === 'any') {
      star = part
      part += 1
      resume = at
    } else if (each?.(chars[at] ?? '')) {
      part += 1
      at += 1
    } else {
      if (star === -1) return false
      resume += 1
      at = resume
      part = star + 1
    }
  }
  return parts.slice(part).every((each) => each === 'any')
}

function partsOf(glob: string): readonly GlobPart[] {
  let parts = globs.get(glob)
  if (!parts) {
    if (globs.size > 1000) globs.clear()
    parts = compileGlob(glob)
    globs.set(glob, parts)
  }
  return parts
}

function compileGlob(glob: string): GlobPart[] {
  const parts: GlobPart[] = []
  for (let at = 0; at < glob.length; ) {
    const char = String.fromCodePoint(glob.codePointAt(at) ?? 0)
    const end = char === '[' ? classEnd(glob, at) : -1
    if (end !== -1) parts.push(compileClass(glob.slice(at + 1, end)))
    else if (char === '?') parts.push(() => true)
    else if (char !== '*') parts.push((each) => each === char)
    else if (parts.at(-1) !== 'any') parts.push('any')
    at = end === -1 ? at + char.length : end + 1
  }
  return parts
}

/** The closing bracket of a class; one right behind the opening belongs to the class. */
function classEnd(glob: string, open: number): number {
  const start = glob[open + 1] === '!' ? open + 2 : open + 1
  return glob.indexOf(']', glob[start] === ']' ? start + 1 : start)
}

function compileClass(content: string): (char: string) => boolean {
  const isNegated = content.startsWith('!')
  const chars = Array.from(isNegated ? content.slice(1) : content)
  const ranges: [from: number, to: number][] = []
  for (let at = 0; at < chars.length; at += 1) {
    const from = chars[at]?.codePointAt(0) ?? 0
    const to = chars[at + 1] === '-' ? chars[at + 2]?.codePointAt(0) : undefined
    ranges.push([from, to ?? from])
    if (to !== undefined) at += 2
  }
  return (char) => {
    const code = char.codePointAt(0) ?? 0
    return ranges.some(([from, to]) => from <= code && code <= to) !== isNegated
  }
}
