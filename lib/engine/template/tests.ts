import { PythonSet } from '../values/collections'
import { isDict, isEqual, stringOf } from '../values/compare'
import { hashKey } from '../values/hash-key'
import { PythonTypeError } from '../values/python-error'
import { toText } from '../values/text'
import { isFloat, isInt, Markup, Opaque, Undefined, type Value } from '../values/value'
import { type Entries, type Entry, operationOf } from './filter-entry'
import { filterOperation } from './filters'
import { isFloatLike, isIntLike, isIterable, lengthOf } from './operands'
import { compare, operate } from './operators'
import { Callable, type Operation } from './runtime'

function check(
  summary: string,
  example: readonly [string, string],
  apply: (value: Value) => boolean,
): Entry {
  return { summary, example, parameters: [], apply }
}

function comparison(
  summary: string,
  example: readonly [string, string],
  operator: '==' | '!=' | '<' | '<=' | '>' | '>=',
): Entry {
  return {
    summary,
    example,
    parameters: [['other']],
    apply: (value, [other = null]) => compare(operator, value, other),
  }
}

function rest(value: Value, divisor: Value): Value {
  return operate('%', value, divisor)
}

/** Whether a value is one of the names; what cannot be a key of a dict fails as it does there. */
function isNameIn(value: Value, find: (name: string) => Operation | undefined): boolean {
  hashKey(value)
  const name = stringOf(value)
  return name !== undefined && find(name) !== undefined
}

function isSequence(value: Value): boolean {
  if (value instanceof PythonSet || value instanceof Opaque) return false
  try {
    lengthOf(value)
    return true
  } catch (error) {
    if (error instanceof PythonTypeError) return false
    throw error
  }
}

/** Whether two values are one: equal ones without parts, or the same list, dict or object. */
function isSame(a: Value, b: Value): boolean {
  if (typeof a === 'object' && a !== null) return a === b
  return typeof a === typeof b && isEqual(a, b)
}

const isText = (value: Value) => stringOf(value) !== undefined
const isLower = (text: string) => /\p{Lowercase}/u.test(text) && !/[\p{Lu}\p{Lt}]/u.test(text)
const isUpper = (text: string) => /\p{Uppercase}/u.test(text) && !/[\p{Ll}\p{Lt}]/u.test(text)

const equal = comparison('Is equal to another value', ['{{ 1 is eq(1.0) }}', 'True'], '==')
const unequal = comparison('Is not equal to another value', ['{{ 1 is ne(2) }}', 'True'], '!=')
const less = comparison('Is less than another value', ['{{ 1 is lt(2) }}', 'True'], '<')
const atMost = comparison('Is at most another value', ['{{ 2 is le(2) }}', 'True'], '<=')
const greater = comparison('Is greater than another value', ['{{ 3 is gt(2) }}', 'True'], '>')
const atLeast = comparison('Is at least another value', ['{{ 2 is ge(2) }}', 'True'], '>=')

/** All tests of the language: what may stand behind `is`. */
export const tests: Entries = {
  '==': equal,
  eq: equal,
  equalto: equal,
  '!=': unequal,
  ne: unequal,
  '<': less,
  lt: less,
  lessthan: less,
  '<=': atMost,
  le: atMost,
  '>': greater,
  gt: greater,
  greaterthan: greater,
  '>=': atLeast,
  ge: atLeast,
  boolean: check(
    'Is true or false',
    ['{{ true is boolean }}', 'True'],
    (v) => typeof v === 'boolean',
  ),
  callable: check(
    'Can be called',
    ["{{ 'a'.upper is callable }}", 'True'],
    (value) => value instanceof Callable || value instanceof Undefined,
  ),
  defined: check(
    'Is there',
    ['{{ config.missing is defined }}', 'False'],
    (v) => !(v instanceof Undefined),
  ),
  divisibleby: {
    summary: 'Can be divided by a number without rest',
    example: ['{{ 9 is divisibleby 3 }}', 'True'],
    parameters: [['num']],
    apply: (value, [num = 1]) => isEqual(rest(value, num), 0),
  },
  escaped: check(
    'Is safe for HTML',
    ["{{ 'a' is escaped }}", 'False'],
    (value) => value instanceof Markup,
  ),
  even: check('Is an even number', ['{{ 2 is even }}', 'True'], (value) =>
    isEqual(rest(value, 2), 0),
  ),
  false: check('Is false itself', ['{{ false is false }}', 'True'], (value) => value === false),
  filter: check('Is the name of a filter', ["{{ 'upper' is filter }}", 'True'], (value) =>
    isNameIn(value, filterOperation),
  ),
  float: check('Is a number with a fraction', ['{{ 1.0 is float }}', 'True'], isFloat),
  in: {
    summary: 'Is in a list, a text or the keys of a dict',
    example: ['{{ 1 is in [1, 2] }}', 'True'],
    parameters: [['seq']],
    apply: (value, [container = null]) => compare('in', value, container),
  },
  integer: check('Is a whole number', ['{{ 1 is integer }}', 'True'], isInt),
  iterable: check('Can be gone through', ["{{ 'a' is iterable }}", 'True'], isIterable),
  lower: check('Is in small letters', ["{{ 'a' is lower }}", 'True'], (value) =>
    isLower(toText(value)),
  ),
  mapping: check('Is a dict', ['{{ {} is mapping }}', 'True'], isDict),
  none: check('Is null', ['{{ none is none }}', 'True'], (value) => value === null),
  number: check(
    'Is a number',
    ['{{ 1 is number }}', 'True'],
    (v) => isIntLike(v) || isFloatLike(v),
  ),
  odd: check('Is an odd number', ['{{ 3 is odd }}', 'True'], (value) => isEqual(rest(value, 2), 1)),
  sameas: {
    summary: 'Is the very same value',
    example: ['{{ none is sameas none }}', 'True'],
    parameters: [['other']],
    apply: (value, [other = null]) => isSame(value, other),
  },
  sequence: check('Has a length and items', ['{{ [] is sequence }}', 'True'], isSequence),
  string: check('Is text', ["{{ 'a' is string }}", 'True'], isText),
  test: check('Is the name of a test', ["{{ 'odd' is test }}", 'True'], (value) =>
    isNameIn(value, testOperation),
  ),
  true: check('Is true itself', ['{{ true is true }}', 'True'], (value) => value === true),
  undefined: check(
    'Is not there',
    ['{{ config.missing is undefined }}', 'True'],
    (value) => value instanceof Undefined,
  ),
  upper: check('Is in capitals', ["{{ 'A' is upper }}", 'True'], (value) => isUpper(toText(value))),
}

const operations = new Map<string, Operation>(
  Object.entries(tests).map(([name, entry]) => [name, operationOf(name, entry)]),
)

/** The test of a name, ready to run. */
export function testOperation(name: string): Operation | undefined {
  return operations.get(name)
}
