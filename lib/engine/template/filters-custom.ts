import { decodeBase64, encodeBase64 } from '../values/base64'
import { isTruthy, stringOf } from '../values/compare'
import { hashHex, hmacHex, isHashName } from '../values/hash'
import { dumpsPython } from '../values/json'
import { PythonError, PythonTypeError, PythonValueError } from '../values/python-error'
import { pythonRegex } from '../values/regex'
import { repr, toText } from '../values/text'
import { typeName } from '../values/type-name'
import { Undefined, type Value } from '../values/value'
import { checkLength } from './budget'
import type { Entries } from './filter-entry'
import { failOn, textArgument } from './operands'

function utf8(text: string): Uint8Array {
  if (text.isWellFormed()) return new TextEncoder().encode(text)
  throw new PythonError('UnicodeEncodeError', 'The text holds half of a surrogate pair')
}

/** Text where the reference calls a method of text, which other types lack. */
function encodable(value: Value): string {
  const text = stringOf(value)
  if (text !== undefined) return text
  if (value instanceof Undefined) failOn(value)
  throw new PythonError('AttributeError', `A value of type ${typeName(value)} cannot be encoded`)
}

function hash(value: Value, [type = 'md5', salt = null]: readonly Value[]): Value {
  const name = textArgument(type)
  if (!isHashName(name)) throw new PythonError('AttributeError', `There is no hash named ${name}`)
  return hashHex(name, utf8(toText(value) + (isTruthy(salt) ? toText(salt) : '')))
}

function keyedHash(value: Value, [key = '', type = 'sha256']: readonly Value[]): Value {
  if (type !== 'sha256') throw new PythonValueError('hmac knows the hash sha256 only')
  return hmacHex('sha256', utf8(toText(key)), utf8(toText(value)))
}

function fromBase64(value: Value): Value {
  const text = stringOf(value)
  if (text === undefined) encodable(value)
  try {
    const bytes = decodeBase64(text ?? '')
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch (cause) {
    if (cause instanceof PythonError) throw cause
    throw new PythonError('UnicodeDecodeError', 'The decoded bytes are not UTF-8', { cause })
  }
}

function asciiToBase64(value: Value): Value {
  const text = encodable(value)
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the range is ASCII
  if (/[^\x00-\x7f]/.test(text)) {
    throw new PythonValueError('string argument should contain only ASCII characters')
  }
  return encodeBase64(utf8(text))
}

/** Text to match; other values, missing ones too, are of a wrong type. */
function subject(value: Value): string {
  const text = stringOf(value)
  if (text !== undefined) return text
  throw new PythonTypeError('A regular expression matches text only')
}

function search(value: Value, [pattern = '']: readonly Value[]): Value {
  const match = pythonRegex(textArgument(pattern)).search(subject(value))
  const [group] = match?.groups ?? []
  return group === undefined ? '' : group
}

function substitute(value: Value, [pattern = '', replacement = '']: readonly Value[]): Value {
  const text = subject(value)
  const replaced = pythonRegex(textArgument(pattern)).replace(text, textArgument(replacement))
  checkLength(replaced.length)
  return replaced
}

/** JSON in triple quotes, which the literal reading of the result takes away again. */
function asString(value: Value): Value {
  if (stringOf(value) !== undefined) return value
  return `"""${dumpsPython(value)}"""`
}

const fallbackEntry = {
  summary: 'A default where the value is undefined; with true, also where it is empty or zero',
  example: ["{{ config.missing | default('none') }}", 'none'],
  parameters: [
    ['default_value', ''],
    ['boolean', false],
  ],
  apply: (value: Value, [fallback = '', alsoEmpty = false]: readonly Value[]): Value => {
    const isReplaced = value instanceof Undefined || (isTruthy(alsoEmpty) && !isTruthy(value))
    return isReplaced ? fallback : value
  },
} as const

/** Filters that the manifest language adds to Jinja's, and those that fit no other group. */
export const customFilters: Entries = {
  attr: {
    summary: 'An attribute of the value, never an item',
    example: ["{{ str_to_datetime('2024-01-31') | attr('year') }}", '2024'],
    parameters: [['name']],
    apply: (value, [name = ''], runtime) => {
      if (value instanceof Undefined) failOn(value)
      const found = runtime.language.member(value, textArgument(name))
      return found === undefined ? new Undefined(`The attribute ${textArgument(name)}`) : found
    },
  },
  base64binascii_decode: {
    summary: 'ASCII text in Base64, in spite of its name',
    example: ["{{ 'abc' | base64binascii_decode }}", 'YWJj'],
    parameters: [],
    apply: asciiToBase64,
  },
  base64decode: {
    summary: 'The text that Base64 stands for',
    example: ["{{ 'YWJj' | base64decode }}", 'abc'],
    parameters: [],
    apply: fromBase64,
  },
  base64encode: {
    summary: 'The text in Base64',
    example: ["{{ 'user:pw' | base64encode }}", 'dXNlcjpwdw=='],
    parameters: [],
    apply: (value) => encodeBase64(utf8(encodable(value))),
  },
  d: fallbackEntry,
  default: fallbackEntry,
  hash: {
    summary: 'The hash of the text, md5 unless another is named, with a salt behind it if given',
    example: ["{{ 'abc' | hash }}", '900150983cd24fb0d6963f7d28e17f72'],
    parameters: [
      ['hash_type', 'md5'],
      ['salt', null],
    ],
    apply: hash,
  },
  hmac: {
    summary: 'The HMAC of the text with a key, SHA-256',
    example: [
      "{{ 'm' | hmac('k') }}",
      'b60090e3052297aeb5a080889ce2fc4bca957e756faeb4df7d31800ca1e771ec',
    ],
    parameters: [['key'], ['hash_type', 'sha256']],
    apply: keyedHash,
  },
  pprint: {
    summary: 'The value as Python shows it',
    example: ["{{ 'a' | pprint }}", "'a'"],
    parameters: [],
    apply: (value) => repr(value),
  },
  regex_replace: {
    summary: 'The text with every match of a regular expression replaced',
    example: ["{{ 'a1b2' | regex_replace('[0-9]', '-') }}", 'a-b-'],
    parameters: [['regex'], ['replacement']],
    apply: substitute,
  },
  regex_search: {
    summary: 'The first group of the first match of a regular expression, or nothing',
    example: ["{{ 'page=12' | regex_search('page=([0-9]+)') }}", '12'],
    parameters: [['regex']],
    apply: search,
  },
  string: {
    summary: 'The value as text that stays text; what is no text as JSON',
    example: ["{{ 'a' | string }}", 'a'],
    parameters: [],
    apply: asString,
  },
}
