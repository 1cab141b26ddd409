import { isDict } from '../values/compare'
import { PythonTypeError } from '../values/python-error'
import type { Value } from '../values/value'
import { entriesOf } from './dicts'
import type { Frame } from './frame'
import type { Arguments, Expression } from './nodes'
import { iterate } from './operands'
import type { CallArguments } from './runtime'

type Run = (frame: Frame) => Value

const noNames: ReadonlyMap<string, Value> = new Map()
const nothing: CallArguments = { positional: [], named: noNames }

/** Arguments of a call, a filter or a test, ready to be worked out in a frame. */
export function compileArguments<Place>(
  args: Arguments,
  place: Place,
  compile: (node: Expression, place: Place) => Run,
): (frame: Frame) => CallArguments {
  const positional = args.positional.map((each) => compile(each, place))
  const named = args.named.map(({ name, value }) => [name, compile(value, place)] as const)
  const spread = args.spread && compile(args.spread, place)
  const spreadNamed = args.spreadNamed && compile(args.spreadNamed, place)
  if (positional.length + named.length === 0 && !spread && !spreadNamed) return () => nothing
  if (named.length === 0 && !spread && !spreadNamed) {
    return (frame) => ({ positional: positional.map((run) => run(frame)), named: noNames })
  }
  return (frame) => {
    const values = positional.map((run) => run(frame))
    if (spread) values.push(...iterate(spread(frame)))
    const names = new Map<string, Value>()
    for (const [name, run] of named) addName(names, name, run(frame))
    if (spreadNamed)
      for (const [name, value] of pairsIn(spreadNamed(frame))) addName(names, name, value)
    return { positional: values, named: names }
  }
}

function addName(names: Map<string, Value>, name: string, value: Value): void {
  if (names.has(name)) throw new PythonTypeError(`The argument '${name}' is given twice`)
  names.set(name, value)
}

function pairsIn(value: Value): [string, Value][] {
  if (!isDict(value)) throw new PythonTypeError('A dict must stand behind **')
  return entriesOf(value).map(([name, each]) => {
    if (typeof name !== 'string') throw new PythonTypeError('Names of arguments must be text')
    return [name, each]
  })
}
