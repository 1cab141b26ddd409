import { PythonError } from './python-error'

type Mode = 'ascii' | 'unicode'

const outside: Readonly<Record<string, string>> = {
  d: '\\p{Nd}',
  D: '\\P{Nd}',
  w: '[\\p{L}\\p{N}_]',
  W: '[^\\p{L}\\p{N}_]',
  s: '[\\s\\v\\x1c-\\x1f\\x85\\p{Z}]',
  S: '[^\\s\\v\\x1c-\\x1f\\x85\\p{Z}]',
}
const inside: Readonly<Record<string, string>> = {
  d: '\\p{Nd}',
  D: '\\P{Nd}',
  w: '\\p{L}\\p{N}_',
  s: '\\s\\v\\x1c-\\x1f\\x85\\p{Z}',
}
const token =
  /\\(?:u([\da-fA-F]{4})|U([\da-fA-F]{8})|(.))|\(\?(#[^)]*\)|=|!|<=|<!|P=|>|\(|[aiLmsux]+[-:)])|(\{,\d+\})|(\[\^?\]?)|(\])|([*+?}]\+)/gs

/**
 * A pattern of Python's `re` in the syntax of RE2: `\Z` is `\z`, `\u00e9` is `\x{e9}`, comments and
 * the flags `a`, `u` and `L` go. In `unicode` mode `\d`, `\w` and `\s` know all scripts.
 *
 * @throws PythonError re.error for look-around, references to groups and other things RE2 lacks
 */
export function toRe2(pattern: string, mode: Mode): string {
  let isInClass = false
  return pattern.replace(token, (...match) => {
    const [whole = '', short, long, escaped, group, repeat, open, close, possessive] = match as (
      | string
      | undefined
    )[]
    const code = short ?? long
    if (code !== undefined) return `\\x{${code}}`
    if (escaped !== undefined) return escapeText(escaped, mode, isInClass)
    if (isInClass) {
      isInClass = close === undefined && !open?.endsWith(']')
      return open === undefined ? whole : whole.replace('[', '\\[')
    }
    isInClass = open !== undefined
    return outsideClass({ whole, group, repeat, possessive })
  })
}

interface Outside {
  readonly whole: string
  readonly group: string | undefined
  readonly repeat: string | undefined
  readonly possessive: string | undefined
}

function outsideClass({ whole, group, repeat, possessive }: Outside): string {
  if (possessive !== undefined) throw unsupported('a possessive quantifier')
  if (group !== undefined) return groupText(group)
  return repeat === undefined ? whole : `{0${repeat.slice(1)}`
}

function escapeText(char: string, mode: Mode, isInClass: boolean): string {
  if (/[1-9]/.test(char) && !isInClass) throw unsupported('a reference to a group')
  if (char === 'Z') return '\\z'
  if (char === '0') return '\\x00'
  if (isInClass && char === 'b') return '\\x08'
  if (mode === 'ascii') return `\\${char}`
  return (isInClass ? inside : outside)[char] ?? `\\${char}`
}

function groupText(group: string): string {
  if (group.startsWith('#')) return ''
  const reason = lacking[group]
  if (reason) throw unsupported(reason)
  const flags = group.slice(0, -1)
  if (flags.includes('x')) throw unsupported('the verbose flag')
  const known = flags.replaceAll(/[auL]/g, '')
  const end = group.at(-1) ?? ''
  if (known === '') return end === ')' ? '' : `(?${end}`
  return `(?${known}${end}`
}

const lacking: Readonly<Record<string, string>> = {
  '=': 'a look-ahead',
  '!': 'a negative look-ahead',
  '<=': 'a look-behind',
  '<!': 'a negative look-behind',
  'P=': 'a reference to a group',
  '>': 'an atomic group',
  '(': 'a condition on a group',
}

function unsupported(what: string): PythonError {
  return new PythonError(
    're.error',
    `The regular expression uses ${what}, which this engine does not have. Match more and capture the part you need with a group.`,
  )
}
