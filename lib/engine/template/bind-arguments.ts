import { PythonTypeError } from '../values/python-error'
import type { Value } from '../values/value'
import type { CallArguments, ParameterSpec } from './runtime'

/**
 * Arguments in the order of the parameters, defaults filled in.
 *
 * @throws PythonTypeError for one too many, one missing, an unknown name or one given twice
 */
export function bindArguments(
  callee: string,
  parameters: readonly ParameterSpec[],
  { positional, named }: CallArguments,
): Value[] {
  if (positional.length > parameters.length) {
    throw new PythonTypeError(`${callee}() takes ${parameters.length} arguments and got more`)
  }
  checkNames(callee, parameters, named, positional.length)
  return parameters.map(([name, fallback], index) => {
    const value = index < positional.length ? positional[index] : named.get(name)
    if (value !== undefined) return value
    if (fallback !== undefined) return fallback
    throw new PythonTypeError(`${callee}() needs the argument '${name}'`)
  })
}

function checkNames(
  callee: string,
  parameters: readonly ParameterSpec[],
  named: ReadonlyMap<string, Value>,
  given: number,
): void {
  for (const name of named.keys()) {
    const index = parameters.findIndex((parameter) => parameter[0] === name)
    if (index === -1) throw new PythonTypeError(`${callee}() has no argument '${name}'`)
    if (index < given) throw new PythonTypeError(`${callee}() got '${name}' twice`)
  }
}
