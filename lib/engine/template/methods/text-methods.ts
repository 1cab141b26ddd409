import { PythonTypeError, PythonValueError } from '../../values/python-error'
import { toText } from '../../values/text'
import { Bytes, Tuple, type Value } from '../../values/value'
import { checkLength } from '../budget'
import { pairsOf } from '../dicts'
import { indexOf, isWide, iterate, lengthOf, textArgument } from '../operands'
import {
  capitalized,
  centered,
  justified,
  replaceText,
  sliceText,
  splitAt,
  splitAtRight,
  splitLines,
  splitSpace,
  splitSpaceRight,
  strip,
  titleText,
} from '../python-text'
import { formatText } from '../text-format'
import { translate, translationTable } from '../translate'
import { type Method, members, method, openMethod } from './method'
import { textChecks } from './text-checks'

type Run = (self: string, args: readonly Value[]) => Value

const plain = (run: (self: string) => Value): Method<string> => method([], run)
const charsArgument = (value: Value | undefined): string | null =>
  value === undefined || value === null ? null : textArgument(value)

const stripper = (side: 'both' | 'start' | 'end'): Method<string> =>
  method([['chars', null]], (self, [chars]) => strip(self, charsArgument(chars), side))

const splitter = (fromRight: boolean): Method<string> =>
  method(
    [
      ['sep', null],
      ['maxsplit', -1],
    ],
    (self, [separator = null, max = -1]) => split(self, separator, indexOf(max), fromRight),
  )

function split(self: string, separator: Value, max: number, fromRight: boolean): Value {
  if (separator === null) return fromRight ? splitSpaceRight(self, max) : splitSpace(self, max)
  const text = textArgument(separator)
  if (text === '') throw new PythonValueError('empty separator')
  return fromRight ? splitAtRight(self, text, max) : splitAt(self, text, max)
}

const justifier = (run: (self: string, width: number, fill: string) => string): Method<string> =>
  method([['width'], ['fillchar', ' ']], (self, [width = 0, fill = ' ']) => {
    const char = textArgument(fill)
    if (lengthOf(char) !== 1) {
      throw new PythonTypeError('The fill character must be exactly one character long')
    }
    return run(self, indexOf(width), char)
  })

const partitioner = (fromRight: boolean): Method<string> =>
  method([['sep']], (self, [separator = '']) => {
    const text = textArgument(separator)
    if (text === '') throw new PythonValueError('empty separator')
    const at = fromRight ? self.lastIndexOf(text) : self.indexOf(text)
    if (at === -1) return new Tuple(fromRight ? ['', '', self] : [self, '', ''])
    return new Tuple([self.slice(0, at), text, self.slice(at + text.length)])
  })

/** The part of text that `start` and `end` name, and how many code points stand before it. */
function region(self: string, start: Value, end: Value): { text: string; offset: number } {
  if (start === null && end === null) return { text: self, offset: 0 }
  const length = lengthOf(self)
  const from = clamp(start === null ? 0 : indexOf(start), length)
  const to = clamp(end === null ? length : indexOf(end), length)
  const isPast = start !== null && indexOf(start) > length
  return { text: isPast ? '' : sliceText(self, from, Math.max(from, to)), offset: from }
}

function clamp(index: number, length: number): number {
  return Math.max(0, Math.min(length, index < 0 ? index + length : index))
}

const within: readonly (readonly [string, Value])[] = [
  ['start', null],
  ['end', null],
]

function find(fromRight: boolean): Run {
  return (self, [part = '', start = null, end = null]) => {
    const { text, offset } = region(self, start, end)
    const needle = textArgument(part)
    const at = fromRight ? text.lastIndexOf(needle) : text.indexOf(needle)
    if (at === -1) return -1
    return offset + (isWide(text) ? Array.from(text.slice(0, at)).length : at)
  }
}

function index(fromRight: boolean): Run {
  const run = find(fromRight)
  return (self, args) => {
    const at = run(self, args)
    if (at === -1) throw new PythonValueError('substring not found')
    return at
  }
}

function affix(name: 'startsWith' | 'endsWith'): Run {
  return (self, [affixes = '', start = null, end = null]) => {
    const { text } = region(self, start, end)
    if (affixes instanceof Tuple)
      return affixes.items.some((each) => text[name](textArgument(each)))
    return text[name](textArgument(affixes))
  }
}

function count(self: string, [part = '', start = null, end = null]: readonly Value[]): Value {
  const { text } = region(self, start, end)
  const needle = textArgument(part)
  return needle === '' ? lengthOf(text) + 1 : text.split(needle).length - 1
}

/** Python's `separator.join(items)`. @throws PythonTypeError for items that are no text */
export function joinText(separator: string, items: Iterable<Value>): string {
  const texts: string[] = []
  let length = 0
  for (const item of items) {
    const text = textArgument(item)
    length += text.length + separator.length
    checkLength(length)
    texts.push(text)
  }
  return texts.join(separator)
}

function zeroFilled(self: string, [width = 0]: readonly Value[]): Value {
  const size = indexOf(width)
  checkLength(size)
  const sign = /^[+-]/.exec(self)?.[0] ?? ''
  return sign + justified(self.slice(sign.length), size - sign.length, '0', 'r')
}

function encode(self: string, [encoding = 'utf-8']: readonly Value[]): Value {
  const name = textArgument(encoding).toLowerCase().replaceAll('_', '-')
  if (name === 'utf-8' || name === 'utf8') return new Bytes(new TextEncoder().encode(self))
  const max = name === 'ascii' ? 0x7f : 0xff
  if (!['ascii', 'latin-1', 'latin1', 'iso-8859-1'].includes(name)) {
    throw new PythonValueError('The encoding is not known')
  }
  const codes = Array.from(self, (char) => char.codePointAt(0) ?? 0)
  if (codes.some((code) => code > max)) {
    throw new PythonValueError('The text has characters that the encoding lacks')
  }
  return new Bytes(Uint8Array.from(codes))
}

function expandTabs(self: string, [tabSize = 8]: readonly Value[]): Value {
  const size = indexOf(tabSize)
  checkLength(self.length * Math.max(1, size))
  let column = 0
  return Array.from(self, (char) => {
    if (char === '\t') {
      const gap = size > 0 ? size - (column % size) : 0
      column += gap
      return ' '.repeat(gap)
    }
    column = char === '\n' || char === '\r' ? 0 : column + 1
    return char
  }).join('')
}

function swapCase(self: string): Value {
  return Array.from(self, (char) =>
    char === char.toUpperCase() ? char.toLowerCase() : char.toUpperCase(),
  ).join('')
}

/** Methods of str. */
export const textMembers = members<string>({
  ...textChecks,
  capitalize: plain(capitalized),
  casefold: plain((self) => self.toLowerCase().replaceAll('ß', 'ss')),
  center: justifier(centered),
  count: method([['sub'], ...within], count),
  encode: method(
    [
      ['encoding', 'utf-8'],
      ['errors', 'strict'],
    ],
    encode,
  ),
  endswith: method([['suffix'], ...within], affix('endsWith')),
  expandtabs: method([['tabsize', 8]], expandTabs),
  find: method([['sub'], ...within], find(false)),
  format: openMethod((self, _args, runtime, call) => formatText(self, call, runtime, toText)),
  format_map: openMethod((self, [mapping = {}], runtime) => {
    const named = new Map(pairsOf(mapping).map(([key, value]) => [toText(key), value]))
    return formatText(self, { positional: [], named }, runtime, toText)
  }),
  index: method([['sub'], ...within], index(false)),
  join: method([['iterable']], (self, [items = []]) => joinText(self, iterate(items))),
  ljust: justifier((self, width, fill) => justified(self, width, fill, 'l')),
  lower: plain((self) => self.toLowerCase()),
  lstrip: stripper('start'),
  partition: partitioner(false),
  removeprefix: method([['prefix']], (self, [prefix = '']) => {
    const text = textArgument(prefix)
    return self.startsWith(text) ? self.slice(text.length) : self
  }),
  removesuffix: method([['suffix']], (self, [suffix = '']) => {
    const text = textArgument(suffix)
    return text !== '' && self.endsWith(text) ? self.slice(0, -text.length) : self
  }),
  replace: method([['old'], ['new'], ['count', -1]], (self, [old = '', next = '', max = -1]) =>
    replaceText(self, textArgument(old), textArgument(next), indexOf(max)),
  ),
  rfind: method([['sub'], ...within], find(true)),
  rindex: method([['sub'], ...within], index(true)),
  rjust: justifier((self, width, fill) => justified(self, width, fill, 'r')),
  rpartition: partitioner(true),
  rsplit: splitter(true),
  rstrip: stripper('end'),
  split: splitter(false),
  splitlines: method([['keepends', false]], (self, [keepsEnds = false]) =>
    splitLines(self, keepsEnds === true || keepsEnds === 1),
  ),
  startswith: method([['prefix'], ...within], affix('startsWith')),
  strip: stripper('both'),
  swapcase: plain(swapCase),
  maketrans: openMethod((_self, args) => translationTable(args)),
  title: plain(titleText),
  translate: method([['table']], (self, [table = {}]) => translate(self, table)),
  upper: plain((self) => self.toUpperCase()),
  zfill: method([['width']], zeroFilled),
})
