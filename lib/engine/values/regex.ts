import { RE2JS } from 're2js'
import { PythonError, PythonValueError } from './python-error'
import { toRe2 } from './regex-syntax'

/** One match. Groups that took no part are null. */
export interface RegexMatch {
  readonly start: number
  readonly end: number
  readonly text: string
  /** Capture groups, the first at 0. */
  readonly groups: readonly (string | null)[]
}

/**
 * A regular expression of Python's `re`, run by an engine that takes time in proportion to the text,
 * whatever the pattern. It has no look-around and no references back to groups.
 */
export class PythonRegex {
  readonly pattern: string
  readonly #ascii: RE2JS
  #unicode: RE2JS | undefined

  /** @throws PythonError re.error for patterns that are wrong or that the engine lacks */
  constructor(pattern: string) {
    this.pattern = pattern
    this.#ascii = compile(toRe2(pattern, 'ascii'))
  }

  /** Capture groups in the pattern. */
  get groupCount(): number {
    return this.#ascii.groupCount()
  }

  /** Numbers of the named groups. */
  get groupNames(): Readonly<Record<string, number>> {
    return this.#ascii.namedGroups()
  }

  /** Whether the pattern occurs anywhere. */
  test(text: string): boolean {
    return this.#for(text).test(text)
  }

  /** `re.search`: the first match anywhere. */
  search(text: string, from = 0): RegexMatch | undefined {
    const matcher = this.#for(text).matcher(text)
    if (!matcher.find(from)) return undefined
    const groups = Array.from(
      { length: matcher.groupCount() },
      (_, index): string | null => matcher.group(index + 1) ?? null,
    )
    return { start: matcher.start(), end: matcher.end(), text: matcher.group() ?? '', groups }
  }

  /** `re.match`: a match at the very start. */
  match(text: string): RegexMatch | undefined {
    const matcher = this.#for(text).matcher(text)
    return matcher.lookingAt() ? this.#anchored(text) : undefined
  }

  /** Every match in order; an empty one may touch the match before it, as in Python. */
  *matchAll(text: string): Generator<RegexMatch> {
    let at = 0
    while (at <= text.length) {
      const match = this.search(text, at)
      if (!match) return
      yield match
      at = match.end > match.start ? match.end : match.end + 1
    }
  }

  /**
   * `re.sub`: replaces every match. The replacement may say `\1`, `\g<1>`, `\g<name>`, `\n`.
   *
   * @throws PythonError re.error for a replacement that names no group
   */
  replace(text: string, replacement: string): string {
    const parts = replacementParts(replacement, this)
    let result = ''
    let at = 0
    for (const match of this.matchAll(text)) {
      result += text.slice(at, match.start)
      for (const part of parts) result += typeof part === 'string' ? part : groupText(match, part)
      at = match.end
    }
    return result + text.slice(at)
  }

  #anchored(text: string): RegexMatch | undefined {
    const match = this.search(text)
    return match?.start === 0 ? match : undefined
  }

  /** `\d`, `\w` and `\s` mean more than ASCII to Python; that matters for few texts and costs time. */
  #for(text: string): RE2JS {
    if (isAscii(text)) return this.#ascii
    this.#unicode ??= compile(toRe2(this.pattern, 'unicode'))
    return this.#unicode
  }
}

const cache = new Map<string, PythonRegex>()
const CACHE_MAX = 500

/**
 * A compiled regular expression, remembered.
 *
 * @throws PythonError re.error
 */
export function pythonRegex(pattern: string): PythonRegex {
  let regex = cache.get(pattern)
  if (!regex) {
    if (cache.size >= CACHE_MAX) cache.clear()
    regex = new PythonRegex(pattern)
    cache.set(pattern, regex)
  }
  return regex
}

const PATTERN_MAX = 10_000

function compile(pattern: string): RE2JS {
  if (pattern.length > PATTERN_MAX) throw new PythonValueError('The regular expression is too long')
  try {
    return RE2JS.compile(pattern)
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : 'it cannot be read'
    throw new PythonError('re.error', `The regular expression is not valid: ${reason}`, { cause })
  }
}

function isAscii(text: string): boolean {
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) > 0x7f) return false
  return true
}

function groupText(match: RegexMatch, group: number): string {
  return group === 0 ? match.text : (match.groups[group - 1] ?? '')
}

const replacementEscape = /\\(?:g<([^>]*)>|([1-9]\d?)|(0[0-7]{0,2})|(.))/gs
const letters: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  a: '\u0007',
  b: '\b',
  f: '\f',
  v: '\v',
  '\\': '\\',
}

/** A replacement as texts and numbers of groups. */
function replacementParts(replacement: string, regex: PythonRegex): (string | number)[] {
  const parts: (string | number)[] = []
  let at = 0
  for (const match of replacement.matchAll(replacementEscape)) {
    const [whole, name, digits, octal, char = ''] = match
    parts.push(replacement.slice(at, match.index))
    at = match.index + whole.length
    if (name !== undefined) parts.push(groupNumber(name, regex))
    else if (digits !== undefined) parts.push(groupNumber(digits, regex))
    else if (octal !== undefined) parts.push(String.fromCharCode(Number.parseInt(octal, 8)))
    else parts.push(letterText(char))
  }
  parts.push(replacement.slice(at))
  return parts
}

function letterText(char: string): string {
  const known = letters[char]
  if (known !== undefined) return known
  if (/[a-zA-Z]/.test(char)) {
    throw new PythonError('re.error', `The replacement holds an unknown escape \\${char}`)
  }
  return `\\${char}`
}

function groupNumber(name: string, regex: PythonRegex): number {
  const number = /^\d+$/.test(name) ? Number(name) : regex.groupNames[name]
  if (number === undefined || number > regex.groupCount) {
    throw new PythonError('re.error', `The replacement names a group that is not there: ${name}`)
  }
  return number
}
