import { PythonTypeError } from '../values/python-error'
import { typeName } from '../values/type-name'
import { Undefined, type Value } from '../values/value'
import { failOn } from './operands'
import { type CallArguments, Callable, type Runtime } from './runtime'

/** Calls a value. @throws PythonTypeError for what cannot be called */
export function callValue(value: Value, args: CallArguments, runtime: Runtime): Value {
  if (value instanceof Callable) return value.call(args, runtime)
  if (value instanceof Undefined) failOn(value)
  throw new PythonTypeError(`'${typeName(value)}' object is not callable`)
}
