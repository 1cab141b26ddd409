import { isTruthy, stringOf } from '../values/compare'
import { Undefined, type Value } from '../values/value'
import type { Entries, Entry } from './filter-entry'
import { asIs, attributeGetter } from './item-getter'
import { iterate, PythonIterator } from './operands'
import type { CallArguments, Operation, Runtime } from './runtime'
import { TemplateRuntimeError } from './template-error'

function needed(operation: Operation | undefined, what: string): Operation {
  if (operation) return operation
  throw new TemplateRuntimeError(`There is no ${what}`)
}

/** Filters and tests are named by text; nothing else can be one, a function neither. */
function nameOf(value: Value): string {
  const text = stringOf(value)
  if (text !== undefined) return text
  throw new TemplateRuntimeError('A filter or test is named by text')
}

/** What `map` does to an item: read an attribute, or run a filter by its name. */
function mapper(call: CallArguments, runtime: Runtime): (item: Value) => Value {
  const { positional, named } = call
  const attribute = named.get('attribute')
  if (positional.length === 0 && attribute !== undefined) {
    const others = [...named.keys()].filter((name) => name !== 'attribute' && name !== 'default')
    if (others.length > 0) throw new TemplateRuntimeError(`map has no argument ${others[0]}`)
    return attributeGetter(attribute, runtime, named.get('default') ?? null)
  }
  const [name, ...rest] = positional
  if (name === undefined) throw new TemplateRuntimeError('map needs the name of a filter')
  const filterName = nameOf(name)
  const filter = needed(runtime.language.filter(filterName), `filter ${filterName}`)
  const args = { positional: rest, named }
  return (item) => filter(item, args, runtime)
}

/** Whether an item passes the test that the arguments name, or is true where they name none. */
function checker(args: readonly Value[], call: CallArguments, runtime: Runtime) {
  const [name, ...rest] = args
  if (name === undefined) return isTruthy
  const testName = nameOf(name)
  const test = needed(runtime.language.test(testName), `test ${testName}`)
  const testArguments = { positional: rest, named: call.named }
  return (item: Value) => isTruthy(test(item, testArguments, runtime))
}

function* mapped(value: Value, call: CallArguments, runtime: Runtime): Generator<Value> {
  if (!isTruthy(value)) return
  const apply = mapper(call, runtime)
  for (const item of iterate(value)) {
    runtime.budget.step()
    yield apply(item)
  }
}

interface Choice {
  readonly value: Value
  readonly call: CallArguments
  readonly keeps: boolean
  readonly byAttribute: boolean
}

function* chosen(choice: Choice, runtime: Runtime): Generator<Value> {
  const { value, call, keeps, byAttribute } = choice
  if (!isTruthy(value) || value instanceof Undefined) return
  const [attribute] = call.positional
  if (byAttribute && attribute === undefined) {
    throw new TemplateRuntimeError('The name of an attribute is missing')
  }
  const get = byAttribute ? attributeGetter(attribute ?? null, runtime) : asIs
  const passes = checker(call.positional.slice(byAttribute ? 1 : 0), call, runtime)
  for (const item of iterate(value)) {
    runtime.budget.step()
    if (passes(get(item)) === keeps) yield item
  }
}

function chooser(
  keeps: boolean,
  byAttribute: boolean,
  about: Pick<Entry, 'summary' | 'example'>,
): Entry {
  return {
    ...about,
    parameters: 'any',
    apply: (value, _args, runtime, call) =>
      new PythonIterator('select_or_reject', chosen({ value, call, keeps, byAttribute }, runtime)),
  }
}

/** Filters that run another filter or a test on each item. */
export const selectFilters: Entries = {
  map: {
    summary: 'Each item run through a filter, or an attribute of each item',
    example: ["{{ [{'id': 1}, {'id': 2}] | map(attribute='id') | list }}", '[1, 2]'],
    parameters: 'any',
    apply: (value, _args, runtime, call) =>
      new PythonIterator('sync_do_map', mapped(value, call, runtime)),
  },
  select: chooser(true, false, {
    summary: 'The items that pass a test',
    example: ["{{ [1, 2, 3] | select('odd') | list }}", '[1, 3]'],
  }),
  reject: chooser(false, false, {
    summary: 'The items that do not pass a test',
    example: ["{{ [1, 2, 3] | reject('odd') | list }}", '[2]'],
  }),
  selectattr: chooser(true, true, {
    summary: 'The items of which an attribute passes a test',
    example: ["{{ [{'a': 1}, {'a': 2}] | selectattr('a', 'eq', 2) | list }}", "[{'a': 2}]"],
  }),
  rejectattr: chooser(false, true, {
    summary: 'The items of which an attribute does not pass a test',
    example: ["{{ [{'a': 1}, {'a': 2}] | rejectattr('a', 'eq', 2) | list }}", "[{'a': 1}]"],
  }),
}
