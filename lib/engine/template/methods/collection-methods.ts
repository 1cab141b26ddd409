import { PythonSet } from '../../values/collections'
import { PythonError } from '../../values/python-error'
import type { Bytes, Value } from '../../values/value'
import { iterate, textArgument } from '../operands'
import { type Method, members, method } from './method'

const withOther = (run: (self: PythonSet, other: PythonSet) => Value): Method<PythonSet> =>
  method([['other', null]], (self, [other = null]) => {
    if (other === null) return run(self, new PythonSet())
    return run(self, other instanceof PythonSet ? other : new PythonSet(iterate(other)))
  })

const isWithin = (a: PythonSet, b: PythonSet) => [...a.values()].every((member) => b.has(member))

/** Methods of set. */
export const setMembers = members<PythonSet>({
  add: method([['element']], (self, [element = null]) => {
    self.add(element)
    return null
  }),
  copy: method([], (self) => new PythonSet(self.values())),
  difference: withOther((a, b) => new PythonSet([...a.values()].filter((each) => !b.has(each)))),
  intersection: withOther((a, b) => new PythonSet([...a.values()].filter((each) => b.has(each)))),
  isdisjoint: withOther((a, b) => [...a.values()].every((each) => !b.has(each))),
  issubset: withOther(isWithin),
  issuperset: withOther((a, b) => isWithin(b, a)),
  union: withOther((a, b) => new PythonSet([...a.values(), ...b.values()])),
})

function decode(self: Bytes, encoding: string): string {
  const name = encoding.toLowerCase().replaceAll('_', '-')
  if (/^(?:latin-?1|iso-8859-1)$/.test(name)) {
    return Array.from(self.data, (byte) => String.fromCharCode(byte)).join('')
  }
  if (!/^(?:utf-?8|ascii)$/.test(name)) {
    throw new PythonError('LookupError', 'The encoding is not known')
  }
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(self.data)
  } catch (cause) {
    throw new PythonError('UnicodeDecodeError', 'The bytes are not UTF-8', { cause })
  }
}

/** Methods of bytes. */
export const bytesMembers = members<Bytes>({
  decode: method(
    [
      ['encoding', 'utf-8'],
      ['errors', 'strict'],
    ],
    (self, [encoding = '']) => decode(self, textArgument(encoding)),
  ),
  hex: method([], (self) =>
    Array.from(self.data, (byte) => byte.toString(16).padStart(2, '0')).join(''),
  ),
})
