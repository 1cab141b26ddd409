import { Markup, type Value } from '../values/value'
import { bindArguments } from './bind-arguments'
import type { CallArguments, Operation, ParameterSpec, Runtime } from './runtime'

/** A filter, test or function of the language with what an editor shows of it. */
export interface Entry {
  /** One sentence on what it gives. */
  readonly summary: string
  /** A template and the text it renders. */
  readonly example: readonly [template: string, text: string]
  /** What it takes besides the value; `any` where it looks at the arguments itself. */
  readonly parameters: readonly ParameterSpec[] | 'any'
  apply(value: Value, args: readonly Value[], runtime: Runtime, call: CallArguments): Value
}

/** Entries by name. */
export type Entries = Readonly<Record<string, Entry>>

/** Characters of text; nothing for other values. */
export function textLength(value: Value): number {
  return typeof value === 'string' ? value.length : value instanceof Markup ? value.text.length : 0
}

/** An entry as the evaluator uses it: arguments are bound, work is counted. */
export function operationOf(name: string, entry: Entry): Operation {
  const { parameters } = entry
  return (value, call, runtime) => {
    runtime.budget.work(textLength(value))
    const args = parameters === 'any' ? call.positional : bindArguments(name, parameters, call)
    const result = entry.apply(value, args, runtime, call)
    runtime.budget.work(textLength(result))
    return result
  }
}
