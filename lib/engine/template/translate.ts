import { isDict } from '../values/compare'
import { PythonTypeError, PythonValueError } from '../values/python-error'
import type { Value } from '../values/value'
import { entriesOf, lookUp, makeDict } from './dicts'
import { textArgument } from './operands'

const code = (char: string): number => char.codePointAt(0) ?? 0

/** Python's `str.maketrans`. @throws PythonValueError when the texts differ in length */
export function translationTable(args: readonly Value[]): Value {
  const [from = '', to, removed] = args
  if (to === undefined) {
    if (!isDict(from)) throw new PythonTypeError('maketrans() needs a dict or two texts')
    return makeDict(
      entriesOf(from).map(([key, value]) => [typeof key === 'string' ? code(key) : key, value]),
    )
  }
  const sources = Array.from(textArgument(from))
  const targets = Array.from(textArgument(to))
  if (sources.length !== targets.length) {
    throw new PythonValueError('The first two texts of maketrans() must be equally long')
  }
  const pairs = sources.map((char, index): [Value, Value] => [
    code(char),
    code(targets[index] ?? ''),
  ])
  const gone = Array.from(removed === undefined ? '' : textArgument(removed))
  return makeDict([...pairs, ...gone.map((char): [Value, Value] => [code(char), null])])
}

/** Python's `str.translate` with a dict. */
export function translate(text: string, table: Value): string {
  if (!isDict(table)) throw new PythonTypeError('translate() needs a dict')
  return Array.from(text, (char) => {
    const target = lookUp(table, code(char))
    if (target === undefined) return char
    if (target === null) return ''
    return typeof target === 'number' ? String.fromCodePoint(target) : textArgument(target)
  }).join('')
}
