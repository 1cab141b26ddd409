import { isDict, isTruthy, numeric, stringOf } from '../values/compare'
import { quote, quotePlus } from '../values/form'
import { asciiText, python, write } from '../values/json'
import { PythonError, PythonTypeError, PythonValueError } from '../values/python-error'
import { toText } from '../values/text'
import { Markup, Undefined, type Value } from '../values/value'
import { checkLength } from './budget'
import { entriesOf, pairsOf } from './dicts'
import { escapeHtml, escapeText } from './escape'
import type { Entries } from './filter-entry'
import { unescapeHtml } from './html-entities'
import { failOn, indexOf, isIterable } from './operands'

const jsonEscapes: Readonly<Record<string, string>> = {
  '<': '\\u003c',
  '>': '\\u003e',
  '&': '\\u0026',
  "'": '\\u0027',
}

function toJson(value: Value, [indent = null]: readonly Value[]): Value {
  if (value instanceof Undefined) {
    throw new PythonTypeError('Object of type Undefined is not JSON serializable')
  }
  const layout = { ...python, sortsKeys: true, text: asciiText }
  const json = write(value, indent === null ? layout : { ...layout, indent: indexOf(indent) })
  checkLength(json.length)
  return new Markup(json.replace(/[<>&']/g, (char) => jsonEscapes[char] ?? char))
}

function stripTags(value: Value): string {
  const withoutComments = value instanceof Markup ? value.text : toText(value)
  const text = removeBetween(removeBetween(withoutComments, '<!--', '-->'), '<', '>')
  return unescapeHtml(text.trim().split(/\s+/).join(' '))
}

/** Removes everything from one mark to another, without looking at the text more than once. */
function removeBetween(text: string, open: string, close: string): string {
  let result = ''
  let at = 0
  while (true) {
    const start = text.indexOf(open, at)
    const end = start === -1 ? -1 : text.indexOf(close, start)
    if (end === -1) return result + text.slice(at)
    result += text.slice(at, start)
    at = end + close.length
  }
}

function urlEncode(value: Value): Value {
  const isPlain = stringOf(value) !== undefined || numeric(value) !== undefined || value === null
  if (isPlain) return quote(toText(value), '/')
  if (!isIterable(value)) return quote(toText(value), '/')
  return pairsOf(value)
    .map(([key, each]) => `${quotePlus(toText(key))}=${quotePlus(toText(each))}`)
    .join('&')
}

function xmlAttributes(value: Value, [autoSpace = true]: readonly Value[]): Value {
  if (value instanceof Undefined) failOn(value)
  if (!isDict(value)) throw new PythonError('AttributeError', 'Only a dict can become attributes')
  const parts: string[] = []
  for (const [key, each] of entriesOf(value)) {
    if (each === null || each instanceof Undefined) continue
    const name = stringOf(key)
    if (name === undefined) throw new PythonTypeError('Names of attributes are text')
    if (/[\s/>=]/.test(name)) throw new PythonValueError('A name of an attribute is not valid')
    parts.push(`${escapeText(name)}="${escapeHtml(each).text}"`)
  }
  const text = parts.join(' ')
  return isTruthy(autoSpace) && text !== '' ? ` ${text}` : text
}

/** Web and mail addresses within text as links. */
function linked(value: Value, args: readonly Value[]): Value {
  const [limit = null, isNoFollow = false, target = null] = args
  const max = limit === null ? undefined : indexOf(limit)
  const rel = isTruthy(isNoFollow) ? 'nofollow noopener' : 'noopener'
  const open = target === null ? '' : ` target="${escapeText(toText(target))}"`
  const anchor = (href: string, text: string, withRel = true) => {
    const shown = max !== undefined && text.length > max ? `${text.slice(0, max)}...` : text
    return `<a href="${href}"${withRel ? ` rel="${rel}"${open}` : ''}>${shown}</a>`
  }
  return escapeHtml(value)
    .text.split(/(\s+)/)
    .map((word) => linkedWord(word, anchor))
    .join('')
}

function linkedWord(
  word: string,
  anchor: (href: string, text: string, withRel?: boolean) => string,
): string {
  const [, head = '', middle = '', tail = ''] =
    /^([(<]|&lt;)?(.*?)((?:[),.>]|&gt;)*)$/s.exec(word) ?? []
  if (/^https?:\/\/[^\s.]+/i.test(middle)) return head + anchor(middle, middle) + tail
  if (/^www\.[^\s.]+\.[^\s]+/i.test(middle))
    return head + anchor(`https://${middle}`, middle) + tail
  if (/^[^\s@:]+@[^\s@]+\.[^\s@.]+$/.test(middle)) {
    return head + anchor(`mailto:${middle}`, middle, false) + tail
  }
  return word
}

const escapeEntry = {
  summary: 'The text with the characters replaced that mean something in HTML',
  example: ["{{ '<b>' | escape }}", '&lt;b&gt;'],
  parameters: [],
  apply: escapeHtml,
} as const

/** Filters for HTML, JSON and URLs. */
export const htmlFilters: Entries = {
  e: escapeEntry,
  escape: escapeEntry,
  forceescape: {
    summary: 'The text escaped for HTML, even where it already is',
    example: ["{{ '<b>' | escape | forceescape }}", '&amp;lt;b&amp;gt;'],
    parameters: [],
    apply: (value) => new Markup(escapeText(toText(value))),
  },
  safe: {
    summary: 'The text marked as safe for HTML',
    example: ["{{ '<b>' | safe }}", '<b>'],
    parameters: [],
    apply: (value) => (value instanceof Markup ? value : new Markup(toText(value))),
  },
  striptags: {
    summary: 'The text without HTML tags and with single spaces',
    example: ["{{ '<p>a</p>  b' | striptags }}", 'a b'],
    parameters: [],
    apply: stripTags,
  },
  tojson: {
    summary: 'The value as JSON with sorted keys',
    example: ["{{ {'b': 1, 'a': 'x'} | tojson }}", '{"a": "x", "b": 1}'],
    parameters: [['indent', null]],
    apply: toJson,
  },
  urlencode: {
    summary: 'Text ready for a URL; a dict or list of pairs as a query',
    example: ["{{ {'q': 'a b', 'n': 1} | urlencode }}", 'q=a+b&n=1'],
    parameters: [],
    apply: urlEncode,
  },
  urlize: {
    summary: 'The text with web and mail addresses as links',
    example: [
      "{{ 'see https://a.test' | urlize }}",
      'see <a href="https://a.test" rel="noopener">https://a.test</a>',
    ],
    parameters: [
      ['trim_url_limit', null],
      ['nofollow', false],
      ['target', null],
      ['rel', null],
      ['extra_schemes', null],
    ],
    apply: linked,
  },
  xmlattr: {
    summary: 'A dict as attributes of an HTML tag',
    example: ["<a{{ {'b': 1} | xmlattr }}>", '<a b="1">'],
    parameters: [['autospace', true]],
    apply: xmlAttributes,
  },
}
