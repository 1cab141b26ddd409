import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { TextTree } from './text-tree'

const lines = fc.array(
  fc.tuple(
    fc.nat(4),
    fc.constantFrom(
      'a: 1',
      'b:',
      '- x',
      '- a: 1',
      'c: {d: 1, e: [1, 2]}',
      '# note',
      '',
      'f: |',
      'g: "q"',
      'h: *x',
      'i: &x 5',
      '<<: *x',
      'j: "',
      "k: 'a",
      'a: 2',
      '- - y',
      '- [1,',
      '2]',
      'plain text',
    ),
  ),
  { maxLength: 14 },
)
const toText = (parts: [number, string][]) =>
  parts.map(([indent, text]) => ' '.repeat(indent) + text).join('\n')

const shape = (tree: TextTree) => ({
  root: JSON.stringify(tree.root, (key, value) => (key === 'value' ? undefined : value)),
  value: tree.mistakes.length > 0 ? 'broken' : tree.value,
  isBroken: tree.mistakes.length > 0,
})

describe('TextTree', () => {
  it('is the same after a splice as when the new text is read from the start', {
    timeout: 60_000,
  }, () => {
    fc.assert(
      fc.property(lines, fc.nat(), fc.nat(12), lines, (start, at, length, insert) => {
        const text = toText(start)
        const from = text.length === 0 ? 0 : at % text.length
        const to = Math.min(text.length, from + length)
        const tree = new TextTree(text)
        tree.splice({ from, to, insert: toText(insert.slice(0, 3)) })
        expect(shape(tree)).toEqual(shape(new TextTree(tree.text)))
      }),
      { numRuns: 600 },
    )
  })

  it('is the same after typing a character', { timeout: 60_000 }, () => {
    const char = fc.constantFrom(
      ' ',
      '\n',
      ':',
      '-',
      'a',
      '"',
      '#',
      '\n  ',
      ': ',
      '- ',
      '{',
      '}',
      '&',
      '|',
    )
    fc.assert(
      fc.property(lines, fc.nat(), fc.nat(1), char, (start, at, length, insert) => {
        const text = toText(start)
        const from = at % (text.length + 1)
        const tree = new TextTree(text)
        tree.splice({ from, to: Math.min(text.length, from + length), insert })
        expect(shape(tree)).toEqual(shape(new TextTree(tree.text)))
      }),
      { numRuns: 600 },
    )
  })

  it('knows where an absent key stands, whatever stands above it', () => {
    const tree = new TextTree('b: 1\n:')
    tree.splice({ from: 2, to: 4, insert: ' ' })
    expect(shape(tree)).toEqual(shape(new TextTree('b: \n:')))
  })

  it('is the same after several splices, broken in between or not', { timeout: 60_000 }, () => {
    const char = fc.constantFrom(
      ' ',
      '\n',
      ':',
      '- ',
      'a',
      '"',
      '#',
      'b: 1\n',
      '{',
      '}',
      '*x',
      '&x ',
      '',
    )
    const step = fc.tuple(fc.nat(), fc.nat(2), char)
    fc.assert(
      fc.property(lines, fc.array(step, { maxLength: 5 }), (start, steps) => {
        const tree = new TextTree(toText(start))
        for (const [at, length, insert] of steps) {
          const from = at % (tree.text.length + 1)
          tree.splice({ from, to: Math.min(tree.text.length, from + length), insert })
          expect(shape(tree)).toEqual(shape(new TextTree(tree.text)))
        }
      }),
      { numRuns: 600 },
    )
  })
})
