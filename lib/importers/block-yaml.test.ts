import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { printEntry } from '../manifest/text/print'
import { readBlockYaml } from './block-yaml'

const read = (text: string) => readBlockYaml(text)?.value
const style = { step: 2, listIndent: 2, newline: '\n', isJson: false }

describe('block YAML', () => {
  it('is mappings, lists and scalars', () => {
    const text = `# a comment
a: 1
b:
  - x: 'it''s'   # behind
    y: "tab\\t"
  - - nested
c:
- at the key's column
d: {e: [1, two, "th:ree"], f: null}
"/path: with colon": yes
date: 2024-01-01
`
    expect(read(text)).toEqual({
      a: 1,
      b: [{ x: "it's", y: 'tab\t' }, ['nested']],
      c: ["at the key's column"],
      d: { e: [1, 'two', 'th:ree'], f: null },
      '/path: with colon': 'yes',
      date: '2024-01-01',
    })
  })

  it('folds and keeps lines of long texts', () => {
    expect(
      read('a: >-\n  one\n  two\n\n  three\nb: |\n  one\n    two\nc: plain\n  goes on\n'),
    ).toEqual({
      a: 'one two\nthree',
      b: 'one\n  two\n',
      c: 'plain goes on',
    })
  })

  it('keeps a key called __proto__ a key', () => {
    expect(Object.keys(read('__proto__:\n  a: 1\n') as object)).toEqual(['__proto__'])
  })

  it.each([
    'a: &x 1\nb: *x\n',
    'a: !!str 1\n',
    '<<: {a: 1}\n',
    '? a\n: b\n',
    'a: [1\n',
    'a:\n\t- b\n',
  ])('leaves %j to the full reader', (text) => expect(readBlockYaml(text)).toBeUndefined())

  it('reads back what is printed', () => {
    const value = fc
      .jsonValue({ maxDepth: 4 })
      .map((each): unknown => JSON.parse(JSON.stringify(each)))
    fc.assert(
      fc.property(value, (each) => {
        const text = `${printEntry('value', each, 0, style)}\n`
        const found = readBlockYaml(text)
        if (found) expect(found.value).toEqual({ value: each })
      }),
      { numRuns: 300 },
    )
  })

  it('never hangs or crashes on other text', () => {
    fc.assert(
      fc.property(
        fc.string({
          unit: fc.constantFrom(
            'a',
            ':',
            ' ',
            '\n',
            '-',
            '"',
            "'",
            '[',
            '{',
            '}',
            ']',
            '|',
            '>',
            '#',
            ',',
          ),
          maxLength: 60,
        }),
        (text) => {
          expect(() => readBlockYaml(text)).not.toThrow()
        },
      ),
    )
  })
})
