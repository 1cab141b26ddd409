import { PythonTypeError } from './python-error'
import { PythonObject } from './python-object'
import { Bytes, Float, Markup, Tuple, Undefined, type Value } from './value'

const identities = new WeakMap<object, number>()
let nextIdentity = 0

/**
 * Text that is the same for values that are equal as dict keys or set members.
 *
 * @throws PythonTypeError for lists, dicts and sets, which cannot be hashed
 */
export function hashKey(value: Value): string {
  switch (typeof value) {
    case 'string':
      return `s${value}`
    case 'boolean':
      return value ? 'n1' : 'n0'
    case 'number':
    case 'bigint':
      return `n${value}`
    default:
      return value === null ? 'null' : objectKey(value)
  }
}

function objectKey(value: object): string {
  if (value instanceof Float) return numberKey(value.value)
  if (value instanceof Tuple) return `t${value.items.map(hashKey).map(sized).join('')}`
  if (value instanceof Markup) return `s${value.text}`
  if (value instanceof Bytes) return `b${value.data.join()}`
  if (value instanceof Undefined) return 'undefined'
  if (value instanceof PythonObject) return instanceKey(value)
  throw new PythonTypeError(`unhashable type: '${Array.isArray(value) ? 'list' : 'dict'}'`)
}

function numberKey(value: number): string {
  return Number.isInteger(value) ? `n${BigInt(value)}` : `n${value}`
}

function instanceKey(value: PythonObject): string {
  if (value.typeName === 'dict' || value.typeName === 'set') {
    throw new PythonTypeError(`unhashable type: '${value.typeName}'`)
  }
  const own = (value as { hashText?: () => string }).hashText?.()
  if (own !== undefined) return `${value.typeName}:${own}`
  let identity = identities.get(value)
  if (identity === undefined) {
    identity = nextIdentity++
    identities.set(value, identity)
  }
  return `object ${identity}`
}

/** Puts the length in front, so that joined keys cannot be read in two ways. */
function sized(key: string): string {
  return `${key.length}:${key}`
}
