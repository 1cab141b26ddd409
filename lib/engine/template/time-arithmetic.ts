import { CalendarDate } from '../datetime/calendar-date'
import { DateTime } from '../datetime/date-time'
import { CalendarDuration, roundHalfEven, TimeDelta } from '../datetime/duration'
import { numeric } from '../values/compare'
import { PythonError, PythonTypeError } from '../values/python-error'
import { float, int, isFloat, type Value } from '../values/value'
import type { BinaryOperator } from './nodes'

type Length = TimeDelta | CalendarDuration

function isLength(value: Value): value is Length {
  return value instanceof TimeDelta || value instanceof CalendarDuration
}

/** Arithmetic with dates and lengths of time; undefined where Python has none. */
export function calculateTime(operator: BinaryOperator, a: Value, b: Value): Value | undefined {
  if (operator === '+') return add(a, b)
  if (operator === '-') return subtract(a, b)
  if (operator === '*')
    return isLength(a) ? multiply(a, b) : isLength(b) ? multiply(b, a) : undefined
  if (a instanceof TimeDelta) return divide(operator, a, b)
  return undefined
}

function add(a: Value, b: Value): Value | undefined {
  if (isLength(a)) return isLength(b) ? sum(a, b) : addToDate(b, a)
  return isLength(b) ? addToDate(a, b) : undefined
}

function sum(a: Length, b: Length): Length {
  if (a instanceof CalendarDuration) return a.plus(b)
  return b instanceof CalendarDuration ? b.plus(a) : a.plus(b)
}

function addToDate(date: Value, length: Length): Value | undefined {
  if (date instanceof DateTime) return date.plus(length)
  return date instanceof CalendarDate ? date.plus(length) : undefined
}

function subtract(a: Value, b: Value): Value | undefined {
  if (isLength(b)) return isLength(a) ? sum(a, b.negated()) : addToDate(a, negatedFor(a, b))
  if (a instanceof DateTime && b instanceof DateTime) {
    if ((a.offset === null) === (b.offset === null)) return a.since(b)
    throw new PythonTypeError("can't subtract offset-naive and offset-aware datetimes")
  }
  if (a instanceof CalendarDate && b instanceof CalendarDate) {
    return new TimeDelta({ days: a.epochDays - b.epochDays })
  }
  return undefined
}

/** A date drops hours before it subtracts, so a length of half a day takes nothing from it. */
function negatedFor(date: Value, length: Length): Length {
  if (!(date instanceof CalendarDate)) return length.negated()
  if (length instanceof TimeDelta) return new TimeDelta({ days: -length.days })
  return new CalendarDuration(
    -length.years,
    -length.months,
    new TimeDelta({ days: -length.delta.days }),
  )
}

function multiply(length: Length, factor: Value): Value | undefined {
  const number = numeric(factor)
  if (number === undefined) return undefined
  if (length instanceof CalendarDuration) {
    if (isFloat(factor)) return undefined
    const scaled = multiply(length.delta, factor)
    if (!(scaled instanceof TimeDelta)) return undefined
    return new CalendarDuration(
      length.years * Number(number),
      length.months * Number(number),
      scaled,
    )
  }
  if (!isFloat(factor)) return TimeDelta.ofMicros(length.totalMicros * BigInt(number))
  return fromMicros(Number(length.totalMicros) * Number(number))
}

function fromMicros(micros: number): TimeDelta {
  if (!Number.isFinite(micros)) throw new PythonError('OverflowError', 'The duration is too long')
  return TimeDelta.ofMicros(BigInt(roundHalfEven(micros)))
}

function divide(operator: BinaryOperator, a: TimeDelta, b: Value): Value | undefined {
  if (b instanceof TimeDelta) return divideByLength(operator, a, b)
  const number = numeric(b)
  if (number === undefined || operator === '%') return undefined
  if (Number(number) === 0) throw new PythonError('ZeroDivisionError', 'division by zero')
  if (operator === '/') return fromMicros(Number(a.totalMicros) / Number(number))
  if (operator !== '//' || isFloat(b)) return undefined
  return TimeDelta.ofMicros(floorDivide(a.totalMicros, BigInt(number)))
}

function divideByLength(operator: BinaryOperator, a: TimeDelta, b: TimeDelta): Value | undefined {
  if (b.totalMicros === 0n) throw new PythonError('ZeroDivisionError', 'division by zero')
  if (operator === '/') return float(Number(a.totalMicros) / Number(b.totalMicros))
  const quotient = floorDivide(a.totalMicros, b.totalMicros)
  if (operator === '//') return int(quotient)
  if (operator !== '%') return undefined
  return TimeDelta.ofMicros(a.totalMicros - quotient * b.totalMicros)
}

function floorDivide(a: bigint, b: bigint): bigint {
  const quotient = a / b
  return a % b !== 0n && a < 0n !== b < 0n ? quotient - 1n : quotient
}
