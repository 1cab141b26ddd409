import { numeric } from '../../values/compare'
import { type Float, float, int, Tuple, type Value } from '../../values/value'
import { bitLength } from '../arithmetic'
import { members, method } from './method'

const big = (value: Value): bigint => BigInt(numeric(value) ?? 0)
const asInt = (value: Value): Value => int(big(value))
const real = (value: Value): number => Number(numeric(value) ?? 0)

/** Methods and attributes of int and bool. */
export const intMembers = members<number | bigint | boolean>(
  {
    bit_length: method([], (self) => bitLength(big(self))),
    bit_count: method([], (self) => (big(self).toString(2).match(/1/g) ?? []).length),
    conjugate: method([], asInt),
    as_integer_ratio: method([], (self) => new Tuple([asInt(self), 1])),
  },
  { real: asInt, imag: () => 0, numerator: asInt, denominator: () => 1 },
)

/** Methods and attributes of float. */
export const floatMembers = members<number | Float>(
  {
    is_integer: method([], (self) => Number.isInteger(real(self))),
    conjugate: method([], (self) => self),
  },
  { real: (self) => self, imag: () => float(0) },
)
