import { PythonObject } from './python-object'
import { isFloat, type Value } from './value'

/** The name of a value's type as Python's error texts show it. */
export function typeName(value: Value): string {
  if (value === null) return 'NoneType'
  if (typeof value === 'string') return 'str'
  if (typeof value === 'boolean') return 'bool'
  if (typeof value === 'bigint') return 'int'
  if (typeof value === 'number') return isFloat(value) ? 'float' : 'int'
  if (Array.isArray(value)) return 'list'
  return value instanceof PythonObject ? value.typeName : 'dict'
}
