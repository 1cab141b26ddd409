import { PythonTypeError, PythonValueError } from '../values/python-error'
import { typeName } from '../values/type-name'
import { Bytes, Markup, Tuple, Undefined, type Value } from '../values/value'
import { failOn, indexOf, isWide } from './operands'

interface Bounds {
  readonly from: Value
  readonly to: Value
  readonly step: Value
}

/** Python's `value[from:to:step]`. @throws PythonTypeError for values that have no parts */
export function slice(value: Value, bounds: Bounds): Value {
  if (typeof value === 'string') return sliceOfText(value, bounds)
  if (Array.isArray(value)) return sliceOf(value, bounds)
  if (value instanceof Markup) return new Markup(sliceOfText(value.text, bounds))
  if (value instanceof Tuple) return new Tuple(sliceOf(value.items, bounds))
  if (value instanceof Bytes) return new Bytes(Uint8Array.from(sliceOf([...value.data], bounds)))
  if (value instanceof Undefined) failOn(value)
  throw new PythonTypeError(`'${typeName(value)}' object cannot be sliced`)
}

function sliceOfText(text: string, bounds: Bounds): string {
  if (isWide(text)) return sliceOf(Array.from(text), bounds).join('')
  const { start, end, step } = resolve(bounds, text.length)
  if (step === 1) return text.slice(start, Math.max(start, end))
  let result = ''
  for (let at = start; step > 0 ? at < end : at > end; at += step) result += text[at]
  return result
}

function sliceOf<T>(items: readonly T[], bounds: Bounds): T[] {
  const { start, end, step } = resolve(bounds, items.length)
  if (step === 1) return items.slice(start, Math.max(start, end))
  const result: T[] = []
  for (let at = start; step > 0 ? at < end : at > end; at += step) {
    result.push(items[at] as T)
  }
  return result
}

function resolve({ from, to, step }: Bounds, length: number) {
  const stride = step === null ? 1 : indexOf(step)
  if (stride === 0) throw new PythonValueError('slice step cannot be zero')
  const low = stride > 0 ? 0 : -1
  const high = stride > 0 ? length : length - 1
  const place = (bound: Value, absent: number) => {
    if (bound === null) return absent
    const at = indexOf(bound)
    return Math.max(low, Math.min(high, at < 0 ? at + length : at))
  }
  return {
    start: place(from, stride > 0 ? low : high),
    end: place(to, stride > 0 ? high : low),
    step: stride,
  }
}
