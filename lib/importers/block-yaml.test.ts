import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { printEntry } from '../manifest/text/print'
import { readBlockYaml } from './block-yaml'

const read = (text: string) => {
  const found = readBlockYaml(text)
  return 'value' in found ? found.value : undefined
}
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
    ['a: !!str 1\n', 1],
    ['? a\n: b\n', 1],
    ['a: 1\nb: [1\n', 2],
    ['a:\n\t- b\n', 2],
    ['a: [&x 1, *x]\n', 1],
    ['a: *nothing\n', 1],
  ])('leaves %j to the full reader and says where', (text, line) =>
    expect(readBlockYaml(text)).toMatchObject({ line }),
  )

  it('puts named values where they are called, what is written before what is merged', () => {
    const text = `base: &base
  type: object
  nullable: true
size: &size 5
list: &list [1, 2]
own:
  type: string
  <<: *base
sizes:
  - *size
  - *list
`
    expect(read(text)).toEqual({
      base: { type: 'object', nullable: true },
      size: 5,
      list: [1, 2],
      own: { type: 'string', nullable: true },
      sizes: [5, [1, 2]],
    })
  })

  it('leaves aliases that multiply to the full reader', () => {
    const lines = Array.from({ length: 12 }, (_, index) => {
      const items = Array.from({ length: 9 }, () => `  - ${index === 0 ? 1 : `*a${index - 1}`}`)
      return `k${index}: &a${index}\n${items.join('\n')}`
    })
    expect(readBlockYaml(`${lines.join('\n')}\n`)).toMatchObject({
      reason: 'Aliases that multiply',
    })
  })

  it('reads back what is printed', () => {
    const value = fc
      .jsonValue({ maxDepth: 4 })
      .map((each): unknown => JSON.parse(JSON.stringify(each)))
    fc.assert(
      fc.property(value, (each) => {
        const text = `${printEntry('value', each, 0, style)}\n`
        const found = readBlockYaml(text)
        if ('value' in found) expect(found.value).toEqual({ value: each })
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
