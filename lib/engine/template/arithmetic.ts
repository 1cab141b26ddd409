import { numeric } from '../values/compare'
import { PythonError } from '../values/python-error'
import { Float, float, int, intOf, isFloat, type Value } from '../values/value'
import { checkBits } from './budget'

type NumberOperator = '+' | '-' | '*' | '/' | '//' | '%' | '**'

/** Arithmetic on ints, floats and booleans; undefined when one of the two is something else. */
export function calculate(operator: NumberOperator, a: Value, b: Value): Value | undefined {
  const left = numeric(a)
  const right = left === undefined ? undefined : numeric(b)
  if (left === undefined || right === undefined) return undefined
  if (operator === '/') return divide(left, right)
  if (isFloat(a) || isFloat(b)) return onFloats(operator, Number(left), Number(right))
  return onInts(operator, left, right)
}

function divide(a: number | bigint, b: number | bigint): Value {
  if (Number(b) === 0) throw new PythonError('ZeroDivisionError', 'division by zero')
  if (typeof a === 'bigint' || typeof b === 'bigint') return float(divideBig(a, b))
  return float(a / b)
}

/** Scales long numbers so that the quotient keeps its 53 bits. */
function divideBig(a: number | bigint, b: number | bigint): number {
  const direct = Number(a) / Number(b)
  if (!Number.isInteger(Number(a)) || !Number.isInteger(Number(b))) return direct
  const whole = BigInt(a) / BigInt(b)
  return whole * BigInt(b) === BigInt(a) ? Number(whole) : direct
}

function onInts(operator: NumberOperator, a: number | bigint, b: number | bigint): Value {
  if (typeof a === 'number' && typeof b === 'number') {
    const quick = onSafeInts(operator, a, b)
    if (quick !== undefined) return quick
  }
  return onBigInts(operator, BigInt(a), BigInt(b))
}

function onSafeInts(operator: NumberOperator, a: number, b: number): Value | undefined {
  if (operator === '**') return undefined
  if (operator === '//' || operator === '%') {
    if (b === 0) throw new PythonError('ZeroDivisionError', 'integer division or modulo by zero')
    return operator === '//' ? Math.floor(a / b) + 0 : (((a % b) + b) % b) + 0
  }
  const result = operator === '+' ? a + b : operator === '-' ? a - b : a * b
  return Number.isSafeInteger(result) ? result + 0 : undefined
}

function onBigInts(operator: NumberOperator, a: bigint, b: bigint): Value {
  if (operator === '**') return power(a, b)
  if (operator === '//' || operator === '%') return divideFloor(operator, a, b)
  if (operator === '*') checkBits(bitLength(a) + bitLength(b))
  return int(operator === '+' ? a + b : operator === '-' ? a - b : a * b)
}

function divideFloor(operator: '//' | '%', a: bigint, b: bigint): Value {
  if (b === 0n) throw new PythonError('ZeroDivisionError', 'integer division or modulo by zero')
  const rest = ((a % b) + b) % b
  return int(operator === '%' ? rest : (a - rest) / b)
}

function power(a: bigint, b: bigint): Value {
  if (b < 0n) return onFloats('**', Number(a), Number(b))
  if (a === 0n || a === 1n) return int(b === 0n ? 1n : a)
  if (a === -1n) return b % 2n === 0n ? 1 : -1
  checkBits(bitLength(a) * Number(b))
  return int(a ** b)
}

/** Bits of a number's magnitude. */
export function bitLength(value: bigint): number {
  const size = value < 0n ? -value : value
  return size === 0n ? 0 : size.toString(2).length
}

function onFloats(operator: NumberOperator, a: number, b: number): Value {
  switch (operator) {
    case '+':
      return float(a + b)
    case '-':
      return float(a - b)
    case '*':
      return float(a * b)
    case '**':
      return float(powerOfFloats(a, b))
    default:
      return float(floorFloats(operator, a, b))
  }
}

function powerOfFloats(a: number, b: number): number {
  if (a === 0 && b < 0) {
    throw new PythonError('ZeroDivisionError', '0.0 cannot be raised to a negative power')
  }
  if (a < 0 && Number.isFinite(a) && Number.isFinite(b) && !Number.isInteger(b)) {
    throw new PythonError('ValueError', 'A negative number has no real power of a fraction')
  }
  if (a === 1) return 1
  const result = a ** b
  if (!Number.isFinite(result) && Number.isFinite(a) && Number.isFinite(b)) {
    throw new PythonError('OverflowError', 'Numerical result out of range')
  }
  return result
}

/** Python's `//` and `%`: the rest has the sign of the divisor. */
function floorFloats(operator: string, a: number, b: number): number {
  if (b === 0) throw new PythonError('ZeroDivisionError', 'float division by zero')
  const remainder = a % b
  const isShifted = remainder !== 0 && remainder < 0 !== b < 0
  const rest = isShifted ? remainder + b : remainder
  if (operator === '%') return rest === 0 ? (b < 0 ? -0 : 0) : rest
  const quotient = (a - remainder) / b - (isShifted ? 1 : 0)
  const floor = Math.floor(quotient)
  return quotient - floor > 0.5 ? floor + 1 : floor
}

/** Python's `-value` and `+value` of a number; undefined for anything else. */
export function signed(operator: '-' | '+', value: Value): Value | undefined {
  const number = numeric(value)
  if (number === undefined) return undefined
  if (value instanceof Float) return operator === '-' ? float(-value.value) : value
  if (typeof number === 'bigint') return int(operator === '-' ? -number : number)
  if (isFloat(number)) return operator === '-' ? -number : number
  return intOf(operator === '-' ? -number : number)
}
