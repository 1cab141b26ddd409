import type { Dict } from '../../values/collections'
import { PythonError, PythonTypeError } from '../../values/python-error'
import { repr } from '../../values/text'
import type { Value, ValueObject } from '../../values/value'
import {
  type AnyDict,
  assign,
  entriesOf,
  lookUp,
  makeDict,
  pairsOf,
  pairTuple,
  remove,
} from '../dicts'
import { DictView, listOf } from '../operands'
import { type Method, members, method, openMethod } from './method'

const renderItems = (items: readonly Value[]) => repr(items)

function view(kind: DictView['typeName'], items: readonly Value[]): DictView {
  return new DictView(kind, items, renderItems)
}

const update: Method<AnyDict>['run'] = (self, args, _runtime, { named }) => {
  if (args.length > 1) throw new PythonTypeError('update expected at most 1 argument')
  const [source] = args
  if (source !== undefined) for (const [key, value] of pairsOf(source)) assign(self, key, value)
  for (const [key, value] of named) assign(self, key, value)
  return null
}

const pop: Method<AnyDict>['run'] = (self, args) => {
  const [key = null, fallback] = args
  if (args.length === 0 || args.length > 2) {
    throw new PythonTypeError('pop expected 1 or 2 arguments')
  }
  const value = lookUp(self, key)
  if (value === undefined && fallback === undefined) {
    throw new PythonError('KeyError', 'The key is not in the dict')
  }
  remove(self, key)
  return value === undefined ? (fallback ?? null) : value
}

const setDefault: Method<AnyDict>['run'] = (self, [key = null, fallback = null]) => {
  const known = lookUp(self, key)
  if (known !== undefined) return known
  assign(self, key, fallback)
  return fallback
}

const popItem: Method<AnyDict>['run'] = (self) => {
  const last = entriesOf(self).at(-1)
  if (!last) throw new PythonError('KeyError', 'popitem(): dictionary is empty')
  remove(self, last[0])
  return pairTuple(last)
}

/** Methods of dict. */
export const dictMembers = members<ValueObject | Dict>({
  clear: method([], (self) => {
    for (const [key] of entriesOf(self)) remove(self, key)
    return null
  }),
  copy: method([], (self) => makeDict(entriesOf(self))),
  fromkeys: method([['iterable'], ['value', null]], (_self, [keys = [], value = null], runtime) =>
    makeDict(listOf(keys, runtime).map((key) => [key, value])),
  ),
  get: method([['key'], ['default', null]], (self, [key = null, fallback = null]) => {
    const value = lookUp(self, key)
    return value === undefined ? fallback : value
  }),
  items: method([], (self) => view('dict_items', entriesOf(self).map(pairTuple))),
  keys: method([], (self) =>
    view(
      'dict_keys',
      entriesOf(self).map(([key]) => key),
    ),
  ),
  pop: openMethod(pop),
  popitem: method([], popItem),
  setdefault: method([['key'], ['default', null]], setDefault),
  update: openMethod(update),
  values: method([], (self) =>
    view(
      'dict_values',
      entriesOf(self).map(([, value]) => value),
    ),
  ),
})
