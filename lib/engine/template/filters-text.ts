import { isTruthy, stringOf } from '../values/compare'
import { PythonError } from '../values/python-error'
import { toText } from '../values/text'
import { Tuple, Undefined, type Value } from '../values/value'
import { checkLength } from './budget'
import { makeDict } from './dicts'
import type { Entries } from './filter-entry'
import { failOn, indexOf, isIntLike, lengthOf, textArgument } from './operands'
import { formatPercent } from './percent-format'
import {
  capitalized,
  centered,
  replaceText,
  sliceText,
  splitAtRight,
  splitLines,
  strip,
} from './python-text'
import type { Runtime } from './runtime'
import { TemplateRuntimeError } from './template-error'
import { wrapText } from './text-wrap'

/** Jinja's `title`: a capital behind spaces, hyphens and opening brackets. */
function title(text: string): string {
  return text
    .split(/([-\s({[<]+)/)
    .map((part) => part.slice(0, 1).toUpperCase() + part.slice(1).toLowerCase())
    .join('')
}

function truncate(value: Value, args: readonly Value[]): Value {
  const [length = 255, killsWords = false, end = '...', leeway = null] = args
  const max = indexOf(length)
  const suffix = textArgument(end)
  const room = max - lengthOf(suffix)
  const spare = leeway === null ? 5 : indexOf(leeway)
  if (room < 0) throw new PythonError('AssertionError', 'The length is shorter than the ending')
  if (spare < 0) throw new PythonError('AssertionError', 'The leeway is negative')
  if (lengthOf(value) <= max + spare) return value
  const text = textArgument(value)
  const cut = sliceText(text, 0, room)
  return (isTruthy(killsWords) ? cut : (splitAtRight(cut, ' ', 1)[0] ?? '')) + suffix
}

function indent(value: Value, args: readonly Value[]): Value {
  const [width = 4, first = false, blank = false] = args
  checkLength(isIntLike(width) ? Number(width) : 0)
  const gap = isIntLike(width) ? ' '.repeat(Math.max(0, Number(width))) : textArgument(width)
  const lines = splitLines(`${Array.isArray(value) ? needText(value) : textArgument(value)}\n`)
  checkLength(lines.length * gap.length)
  const keepsBlank = isTruthy(blank)
  const [head = '', ...tail] = lines
  const rest = tail.map((line) => (line !== '' || keepsBlank ? gap + line : line))
  return (isTruthy(first) ? gap : '') + [head, ...rest].join('\n')
}

function replace(value: Value, args: readonly Value[]): Value {
  const [old = '', next = '', count = null] = args
  const max = count === null ? -1 : indexOf(count)
  return replaceText(toText(value), toText(old), toText(next), max)
}

function format(
  value: Value,
  args: readonly Value[],
  _runtime: Runtime,
  named: ReadonlyMap<string, Value>,
): Value {
  if (args.length > 0 && named.size > 0) {
    throw new TemplateRuntimeError('Arguments of format are either all named or none')
  }
  const values = named.size > 0 ? makeDict([...named]) : new Tuple(args)
  return formatPercent(toText(value), values, toText)
}

/** Text where the reference calls a method that only text has. */
function needText(value: Value): string {
  const text = stringOf(value)
  if (text !== undefined) return text
  if (value instanceof Undefined) failOn(value)
  throw new PythonError('AttributeError', 'Only text has lines')
}

const none = [] as const

/** Filters that make text of text. */
export const textFilters: Entries = {
  capitalize: {
    summary: 'The text with a capital first and small letters behind',
    example: ["{{ 'hELLO' | capitalize }}", 'Hello'],
    parameters: none,
    apply: (value) => capitalized(toText(value)),
  },
  center: {
    summary: 'The text in the middle of a field of the given width',
    example: ["{{ 'a' | center(5) }}|", '  a  |'],
    parameters: [['width', 80]],
    apply: (value, [width = 80]) => centered(toText(value), indexOf(width), ' '),
  },
  format: {
    summary: 'The text with its % directives replaced by the arguments',
    example: ["{{ '%s-%02d' | format('a', 3) }}", 'a-03'],
    parameters: 'any',
    apply: (value, args, runtime, { named }) => format(value, args, runtime, named),
  },
  indent: {
    summary: 'The text with its lines moved to the right',
    example: ["{{ 'a\\nb' | indent(2) }}", 'a\n  b'],
    parameters: [
      ['width', 4],
      ['first', false],
      ['blank', false],
    ],
    apply: indent,
  },
  lower: {
    summary: 'The text in small letters',
    example: ["{{ 'ABC' | lower }}", 'abc'],
    parameters: none,
    apply: (value) => toText(value).toLowerCase(),
  },
  replace: {
    summary: 'The text with one part replaced by another, everywhere or a number of times',
    example: ["{{ '2024-01-31' | replace('-', '/') }}", '2024/01/31'],
    parameters: [['old'], ['new'], ['count', null]],
    apply: replace,
  },
  title: {
    summary: 'The text with a capital in front of each word',
    example: ["{{ 'hello wORLD' | title }}", 'Hello World'],
    parameters: none,
    apply: (value) => title(toText(value)),
  },
  trim: {
    summary: 'The text without white space, or other characters, at its ends',
    example: ["{{ '  a ' | trim }}", 'a'],
    parameters: [['chars', null]],
    apply: (value, [chars = null]) => strip(toText(value), stringOf(chars) ?? null, 'both'),
  },
  truncate: {
    summary: 'The text cut at a length, by default between words and with three dots',
    example: ["{{ 'hello world foo' | truncate(9) }}", 'hello...'],
    parameters: [
      ['length', 255],
      ['killwords', false],
      ['end', '...'],
      ['leeway', null],
    ],
    apply: truncate,
  },
  upper: {
    summary: 'The text in capitals',
    example: ["{{ 'abc' | upper }}", 'ABC'],
    parameters: none,
    apply: (value) => toText(value).toUpperCase(),
  },
  wordcount: {
    summary: 'How many words the text has',
    example: ["{{ 'one two' | wordcount }}", '2'],
    parameters: none,
    apply: (value) => toText(value).match(/[\p{L}\p{N}_]+/gu)?.length ?? 0,
  },
  wordwrap: {
    summary: 'The text broken into lines of a width',
    example: ["{{ 'aa bb cc' | wordwrap(5) }}", 'aa bb\ncc'],
    parameters: [
      ['width', 79],
      ['break_long_words', true],
      ['wrapstring', null],
      ['break_on_hyphens', true],
    ],
    apply: (value, [width = 79, breaksWords = true, wrap = null, breaksHyphens = true]) => {
      const separator = stringOf(wrap) ?? '\n'
      const options = {
        width: indexOf(width),
        breaksWords: isTruthy(breaksWords),
        breaksHyphens: isTruthy(breaksHyphens),
      }
      return splitLines(needText(value))
        .map((line) => wrapText(line, options).join(separator))
        .join(separator)
    },
  },
}
