import { isEqual, isTruthy } from '../../values/compare'
import { PythonLookupError, PythonValueError } from '../../values/python-error'
import type { Tuple, Value } from '../../values/value'
import { checkItems } from '../budget'
import { callValue } from '../call-value'
import { indexOf, listOf } from '../operands'
import { compare } from '../operators'
import type { Runtime } from '../runtime'
import { type Method, members, method } from './method'

/** Lists reach templates as they are in config and records; methods change them in place. */
type List = Value[]

function place(self: readonly Value[], index: Value): number {
  const at = indexOf(index)
  return at < 0 ? at + self.length : at
}

function find(self: readonly Value[], args: readonly Value[]): Value {
  const [item = null, start = 0, end = self.length] = args
  const from = Math.max(0, place(self, start))
  const to = Math.min(self.length, place(self, end))
  for (let at = from; at < to; at++) if (isEqual(self[at] ?? null, item)) return at
  throw new PythonValueError('The item is not in the list')
}

function count(self: readonly Value[], [item = null]: readonly Value[]): Value {
  return self.filter((each) => isEqual(each, item)).length
}

function pop(self: List, [index = -1]: readonly Value[]): Value {
  const at = place(self, index)
  const [item] = at < 0 || at >= self.length ? [] : self.splice(at, 1)
  if (item === undefined) throw new PythonLookupError('IndexError', 'pop index out of range')
  return item
}

function remove(self: List, [item = null]: readonly Value[]): Value {
  const at = self.findIndex((each) => isEqual(each, item))
  if (at === -1) throw new PythonValueError('The item is not in the list')
  self.splice(at, 1)
  return null
}

function grow(self: List, items: readonly Value[]): Value {
  checkItems(self.length + items.length)
  for (const item of items) self.push(item)
  return null
}

const insert: Method<List>['run'] = (self, [index = 0, item = null]) => {
  checkItems(self.length + 1)
  self.splice(Math.max(0, place(self, index)), 0, item)
  return null
}

const sort: Method<List>['run'] = (self, [key = null, reverse = false], runtime) => {
  const keyed = (item: Value) =>
    key === null ? item : callValue(key, { positional: [item], named: new Map() }, runtime)
  const sorted = sortedBy(self, keyed, runtime, isTruthy(reverse))
  self.splice(0, self.length, ...sorted)
  return null
}

/** A stable sort by Python's order. @throws PythonTypeError for items without an order */
export function sortedBy(
  items: readonly Value[],
  keyOf: (item: Value) => Value,
  runtime: Runtime,
  isReversed = false,
): Value[] {
  const keyed = items.map((item) => ({ item, key: keyOf(item) }))
  keyed.sort((a, b) => {
    runtime.budget.step()
    const [low, high] = isReversed ? [b, a] : [a, b]
    if (compare('<', low.key, high.key)) return -1
    return compare('<', high.key, low.key) ? 1 : 0
  })
  return keyed.map((each) => each.item)
}

const sequenceMethods = {
  count: method<readonly Value[]>([['value']], count),
  index: method<readonly Value[]>([['value'], ['start', 0], ['stop', 2 ** 31]], find),
}

/** Methods of list. */
export const listMembers = members<List>({
  ...sequenceMethods,
  append: method([['object']], (self, [item = null]) => grow(self, [item])),
  clear: method([], (self) => {
    self.length = 0
    return null
  }),
  copy: method([], (self) => [...self]),
  extend: method([['iterable']], (self, [items = []], runtime) =>
    grow(self, listOf(items, runtime)),
  ),
  insert: method([['index'], ['object']], insert),
  pop: method([['index', -1]], pop),
  remove: method([['value']], remove),
  reverse: method([], (self) => {
    self.reverse()
    return null
  }),
  sort: method(
    [
      ['key', null],
      ['reverse', false],
    ],
    sort,
  ),
})

/** Methods of tuple. */
export const tupleMembers = members<Tuple>({
  count: method([['value']], (self, args) => count(self.items, args)),
  index: method([['value'], ['start', 0], ['stop', 2 ** 31]], (self, args) =>
    find(self.items, args),
  ),
})
