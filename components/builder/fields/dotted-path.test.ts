import fc from 'fast-check'
import { expect, test } from 'vitest'
import { pathText, readPath } from './dotted-path'

test.each([
  ['data', ['data']],
  ['data.items', ['data', 'items']],
  ['data[]', ['data']],
  ['orders.*.lines', ['orders', '*', 'lines']],
  ['["a.b"].c', ['a.b', 'c']],
  ['', []],
])('%s is the path %j', (text, path) => expect(readPath(text)).toEqual(path))

test('every path of names is read back as it was written', () => {
  const name = fc.string({ minLength: 1 }).filter((text) => text === text.trim())
  fc.assert(
    fc.property(fc.array(name), (path) => {
      expect(readPath(pathText(path))).toEqual(path)
    }),
  )
})
