import { PythonSet } from '../values/collections'
import { isDict, isTruthy, stringOf } from '../values/compare'
import { PythonError, PythonTypeError } from '../values/python-error'
import { toText } from '../values/text'
import { Bytes, Tuple, Undefined, type Value } from '../values/value'
import { withAttributes } from './attributes'
import { checkLength } from './budget'
import { entriesOf, pairTuple } from './dicts'
import type { Entries } from './filter-entry'
import { asIs, attributeGetter, attributesGetter, type Getter, ignoreCase } from './item-getter'
import { batches, slices, uniques } from './list-generators'
import { sortedBy } from './methods/list-methods'
import { failOn, indexOf, iterate, lengthOf, listOf, PythonIterator } from './operands'
import { compare, operate } from './operators'
import type { Runtime } from './runtime'
import { TemplateRuntimeError } from './template-error'

const caseFold = (isSensitive: Value): Getter => (isTruthy(isSensitive) ? asIs : ignoreCase)

function groups(value: Value, args: readonly Value[], runtime: Runtime): Value {
  const [attribute = null, fallback = null, isSensitive = false] = args
  const get = attributeGetter(attribute, runtime, fallback)
  const fold = caseFold(isSensitive)
  const sorted = sortedBy(listOf(value, runtime), (item) => fold(get(item)), runtime)
  const result: { key: Value; folded: Value; items: Value[] }[] = []
  for (const item of sorted) {
    const key = get(item)
    const folded = fold(key)
    const last = result.at(-1)
    if (last && compare('==', last.folded, folded)) last.items.push(item)
    else result.push({ key, folded, items: [item] })
  }
  return result.map(({ key, items }) =>
    withAttributes(new Tuple([key, items]), { grouper: key, list: items }),
  )
}

function extreme(name: 'max' | 'min') {
  return (value: Value, args: readonly Value[], runtime: Runtime): Value => {
    const [isSensitive = false, attribute = null] = args
    const get = attributeGetter(attribute, runtime)
    const fold = caseFold(isSensitive)
    return extremeOf(name, listOf(value, runtime), (item) => fold(get(item)))
  }
}

/** Python's `max` and `min`: the first of the largest or smallest; undefined for no items. */
export function extremeOf(name: 'max' | 'min', items: readonly Value[], keyOf: Getter): Value {
  const [first, ...rest] = items
  if (first === undefined) return new Undefined('The first of no items')
  let best = first
  let bestKey = keyOf(first)
  for (const item of rest) {
    const key = keyOf(item)
    if (!compare(name === 'max' ? '>' : '<', key, bestKey)) continue
    best = item
    bestKey = key
  }
  return best
}

function join(value: Value, args: readonly Value[], runtime: Runtime): Value {
  const [separator = '', attribute = null] = args
  const get = attribute === null ? asIs : attributeGetter(attribute, runtime)
  const gap = toText(separator)
  const texts: string[] = []
  let length = 0
  for (const item of iterate(value)) {
    runtime.budget.step()
    const text = toText(get(item))
    length += text.length + gap.length
    checkLength(length)
    texts.push(text)
  }
  return texts.join(gap)
}

function reverse(value: Value, _args: readonly Value[], runtime: Runtime): Value {
  const text = stringOf(value)
  if (text !== undefined) return Array.from(text).reverse().join('')
  if (value instanceof Undefined) return []
  try {
    const items = listOf(value, runtime).reverse()
    const isOnce = value instanceof PythonIterator || value instanceof PythonSet
    if (isOnce) return items
    return new PythonIterator('list_reverseiterator object', items, 'list_reverseiterator')
  } catch (error) {
    if (error instanceof PythonTypeError) {
      throw new TemplateRuntimeError('Only what can be gone through can be reversed')
    }
    throw error
  }
}

function dictSort(value: Value, args: readonly Value[], runtime: Runtime): Value {
  const [isSensitive = false, by = 'key', isReversed = false] = args
  if (by !== 'key' && by !== 'value') {
    throw new TemplateRuntimeError('A dict is sorted by key or value')
  }
  if (value instanceof Undefined) failOn(value)
  if (!isDict(value)) throw new PythonError('AttributeError', 'Only a dict can be sorted so')
  const place = by === 'key' ? 0 : 1
  const fold = caseFold(isSensitive)
  const pairs = entriesOf(value).map(pairTuple)
  const keyOf = (pair: Value) => fold(pair instanceof Tuple ? (pair.items[place] ?? null) : pair)
  return sortedBy(pairs, keyOf, runtime, isTruthy(isReversed))
}

function last(value: Value): Value {
  const isReversible =
    !(value instanceof PythonIterator) && !(value instanceof PythonSet) && !(value instanceof Bytes)
  if (!isReversible) throw new PythonTypeError('The last item can only be told of a sequence')
  const item = [...iterate(value)].at(-1)
  return item === undefined ? new Undefined('The last of no items') : item
}

function first(value: Value): Value {
  for (const item of iterate(value)) return item
  return new Undefined('The first of no items')
}

function random(value: Value, _args: readonly Value[], runtime: Runtime): Value {
  if (isDict(value)) throw new PythonError('KeyError', 'A dict has no numbered items')
  const items = [...iterate(value)]
  if (lengthOf(value) === 0) return new Undefined('A random one of no items')
  const seed = Number.parseInt(runtime.host.uuid().replaceAll('-', '').slice(0, 8), 16)
  return items[seed % items.length] ?? null
}

function* pairs(value: Value): Generator<Value> {
  if (value instanceof Undefined) return
  if (!isDict(value)) throw new PythonTypeError('Only a dict has pairs')
  yield* entriesOf(value).map(pairTuple)
}

function itemsOf(value: Value): Value {
  return new PythonIterator('do_items', pairs(value))
}

const sensitivity = ['case_sensitive', false] as const
const withAttribute = ['attribute', null] as const
const count = {
  summary: 'How many items, keys or characters the value has',
  example: ["{{ ['a', 'b'] | length }}", '2'],
  parameters: [],
  apply: (value: Value) => lengthOf(value),
} as const

/** Filters that work on lists. */
export const listFilters: Entries = {
  batch: {
    summary: 'The list in lists of the given size, the last filled up if asked',
    example: ['{{ [1, 2, 3] | batch(2) | list }}', '[[1, 2], [3]]'],
    parameters: [['linecount'], ['fill_with', null]],
    apply: (value, [size = 1, fill = null], runtime) =>
      new PythonIterator('do_batch', batches(value, indexOf(size), fill, runtime)),
  },
  count,
  length: count,
  dictsort: {
    summary: 'The pairs of a dict in order of their keys or values',
    example: ["{{ {'b': 1, 'a': 2} | dictsort }}", "[('a', 2), ('b', 1)]"],
    parameters: [sensitivity, ['by', 'key'], ['reverse', false]],
    apply: dictSort,
  },
  first: {
    summary: 'The first item',
    example: ['{{ [1, 2] | first }}', '1'],
    parameters: [],
    apply: first,
  },
  groupby: {
    summary: 'The items in groups that have the same attribute, in order of it',
    example: ["{{ [{'t': 'x'}, {'t': 'y'}] | groupby('t') | map('first') | list }}", "['x', 'y']"],
    parameters: [['attribute'], ['default', null], sensitivity],
    apply: groups,
  },
  items: {
    summary: 'The pairs of a dict; none where it is undefined',
    example: ["{{ {'a': 1} | items | list }}", "[('a', 1)]"],
    parameters: [],
    apply: itemsOf,
  },
  join: {
    summary: 'The items as one text with a separator between them',
    example: ["{{ [1, 'a'] | join('|') }}", '1|a'],
    parameters: [['d', ''], withAttribute],
    apply: join,
  },
  last: {
    summary: 'The last item',
    example: ['{{ [1, 2] | last }}', '2'],
    parameters: [],
    apply: last,
  },
  list: {
    summary: 'The items as a list; of text its characters, of a dict its keys',
    example: ["{{ 'ab' | list }}", "['a', 'b']"],
    parameters: [],
    apply: (value, _args, runtime) => listOf(value, runtime),
  },
  max: {
    summary: 'The largest item',
    example: ['{{ [1, 3, 2] | max }}', '3'],
    parameters: [sensitivity, withAttribute],
    apply: extreme('max'),
  },
  min: {
    summary: 'The smallest item',
    example: ['{{ [3, 1, 2] | min }}', '1'],
    parameters: [sensitivity, withAttribute],
    apply: extreme('min'),
  },
  random: {
    summary: 'One of the items, by chance',
    example: ['{{ [5] | random }}', '5'],
    parameters: [],
    apply: random,
  },
  reverse: {
    summary: 'The items or characters from last to first',
    example: ["{{ 'abc' | reverse }}", 'cba'],
    parameters: [],
    apply: reverse,
  },
  slice: {
    summary: 'The list cut into so many lists',
    example: ['{{ [1, 2, 3] | slice(2) | list }}', '[[1, 2], [3]]'],
    parameters: [['slices'], ['fill_with', null]],
    apply: (value, [slices_ = 1, fill = null], runtime) =>
      new PythonIterator('sync_do_slice', slices(value, indexOf(slices_), fill, runtime)),
  },
  sort: {
    summary: 'The items in order; case does not matter unless asked',
    example: ["{{ ['b', 'A', 'c'] | sort }}", "['A', 'b', 'c']"],
    parameters: [['reverse', false], sensitivity, withAttribute],
    apply: (value, [isReversed = false, isSensitive = false, attribute = null], runtime) => {
      const keyOf = attributesGetter(attribute, runtime, caseFold(isSensitive))
      return sortedBy(listOf(value, runtime), keyOf, runtime, isTruthy(isReversed))
    },
  },
  sum: {
    summary: 'The sum of the items',
    example: ['{{ [1, 2, 3] | sum }}', '6'],
    parameters: [withAttribute, ['start', 0]],
    apply: (value, [attribute = null, start = 0], runtime) => {
      const get = attributeGetter(attribute, runtime)
      let sum = start
      for (const item of listOf(value, runtime)) sum = operate('+', sum, get(item))
      return sum
    },
  },
  unique: {
    summary: 'The items without those that came before; case does not matter unless asked',
    example: ["{{ ['a', 'b', 'A'] | unique | list }}", "['a', 'b']"],
    parameters: [sensitivity, withAttribute],
    apply: (value, [isSensitive = false, attribute = null], runtime) => {
      const get = attributeGetter(attribute, runtime)
      const fold = caseFold(isSensitive)
      return new PythonIterator(
        'do_unique',
        uniques(value, (item) => fold(get(item)), runtime),
      )
    },
  },
}
