import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ManifestPath } from '../engine/path'
import { ManifestDocument } from './manifest-document'
import type { NodeRange } from './manifest-snapshot'
import { deepEqual } from './text/deep-equal'
import { withChange } from './text/raw-value'
import { valueAt } from './text/tree-editor'
import { isMapping } from './text/value'

const edit = (text: string, change: (document: ManifestDocument) => void): string => {
  const document = new ManifestDocument(text)
  change(document)
  const after = document.getSnapshot().text
  document.undo()
  expect(document.getSnapshot().text).toBe(text)
  document.redo()
  expect(document.getSnapshot().text).toBe(after)
  return after
}

describe('ManifestDocument edits', () => {
  it.each<{ what: string; text: string; change: (d: ManifestDocument) => void; after: string }>([
    {
      what: 'keeps the trailing comment and the quotes of a scalar',
      text: "a: 'x'   # why\nb: 2\n",
      change: (d) => d.set(['a'], 'y'),
      after: "a: 'y'   # why\nb: 2\n",
    },
    {
      what: 'appends a key after the last sibling and before what follows',
      text: 'a:\n    x: 1 # one\n\n# about b\nb: 2\n',
      change: (d) => d.set(['a', 'y'], 'z'),
      after: 'a:\n    x: 1 # one\n    y: z\n\n# about b\nb: 2\n',
    },
    {
      what: 'appends to a flow mapping',
      text: 'a: {x: 1}\n',
      change: (d) => d.set(['a', 'y'], [1, 'b, c']),
      after: 'a: {x: 1, y: [1, "b, c"]}\n',
    },
    {
      what: 'gives an empty mapping a block',
      text: 'a: {} # none\nb: 1\n',
      change: (d) => d.set(['a', 'x'], 1),
      after: 'a: # none\n  x: 1\nb: 1\n',
    },
    {
      what: 'gives a key without a value a block',
      text: 'a:\nb: 1\n',
      change: (d) => d.set(['a', 'x', 0], 1),
      after: 'a:\n  x:\n    - 1\nb: 1\n',
    },
    {
      what: 'begins an empty text',
      text: '',
      change: (d) => d.set(['a', 'b'], 'c'),
      after: 'a:\n  b: c\n',
    },
    {
      what: 'begins a text that holds comments only',
      text: '# hello',
      change: (d) => d.set(['a'], 1),
      after: '# hello\na: 1\n',
    },
    {
      what: 'removes a key with its own comment',
      text: 'a: 1\n\n# about b\n# more\nb:\n  c: 1\n  # inner\n\n# about d\nd: 1\n',
      change: (d) => d.remove(['b']),
      after: 'a: 1\n\n\n# about d\nd: 1\n',
    },
    {
      what: 'keeps the dash when the first key of a list item goes',
      text: 'a:\n- x: 1\n  # y\n  y: 2\n- z\n',
      change: (d) => d.remove(['a', 0, 'x']),
      after: 'a:\n- # y\n  y: 2\n- z\n',
    },
    {
      what: 'leaves an empty mapping when the last key goes',
      text: 'a:\n  x: 1\nb: 1\n',
      change: (d) => d.remove(['a', 'x']),
      after: 'a: {}\nb: 1\n',
    },
    {
      what: 'keeps lists unindented where they are',
      text: 'a:\n- x\nb: 1\n',
      change: (d) => d.set(['c'], { d: ['e'] }),
      after: 'a:\n- x\nb: 1\nc:\n  d:\n  - e\n',
    },
    {
      what: 'keeps CRLF',
      text: 'a: 1\r\nb:\r\n  c: 2\r\n',
      change: (d) => d.set(['b', 'd'], { e: 1 }),
      after: 'a: 1\r\nb:\r\n  c: 2\r\n  d:\r\n    e: 1\r\n',
    },
    {
      what: 'writes out an alias before setting below it',
      text: 'a: &x\n  k: 1 # one\n  l: 2\nb: *x\nc: *x\n',
      change: (d) => d.set(['b', 'k'], 5),
      after: 'a: &x\n  k: 1 # one\n  l: 2\nb:\n  k: 5 # one\n  l: 2\nc: *x\n',
    },
    {
      what: 'gives a mapping its own copy of a merged key',
      text: 'a: &x\n  k: {m: 1}\nb:\n  <<: *x\n  o: 1\n',
      change: (d) => d.set(['b', 'k', 'm'], 5),
      after: 'a: &x\n  k: {m: 1}\nb:\n  <<: *x\n  o: 1\n  k:\n    m: 5\n',
    },
    {
      what: 'hands an anchor on before its node goes',
      text: 'a: &x\n  k: 1\nb: *x\nc: *x\n',
      change: (d) => d.remove(['a']),
      after: 'b: &x\n  k: 1\nc: *x\n',
    },
    {
      what: 'moves items with their comments',
      text: 'l:\n  # one\n  - a: 1\n    b: 2\n  - c\n  # last\n  - d',
      change: (d) => d.move(['l'], 0, 2),
      after: 'l:\n  - c\n  # last\n  - d\n  # one\n  - a: 1\n    b: 2',
    },
    {
      what: 'inserts before a commented item',
      text: 'l:\n  - a\n  # b\n  - b\n',
      change: (d) => d.insert(['l'], 1, { x: 1, y: [2] }),
      after: 'l:\n  - a\n  - x: 1\n    y:\n      - 2\n  # b\n  - b\n',
    },
    {
      what: 'renames a key in its quotes',
      text: '"a": 1 # c\nb: 2\n',
      change: (d) => d.rename(['a'], 'c'),
      after: '"c": 1 # c\nb: 2\n',
    },
    {
      what: 'writes text of several lines as a block',
      text: 'a: x # c\nb: 1\n',
      change: (d) => d.set(['a'], 'one\n\n  two\n'),
      after: 'a: | # c\n  one\n\n    two\nb: 1\n',
    },
    {
      what: 'changes only what differs between two mappings',
      text: 'a:\n  x: 1 # x\n  y: {z: 1} # y\n  w: 1\n',
      change: (d) => d.set(['a'], { x: 1, y: { z: 2 }, v: 'new' }),
      after: 'a:\n  x: 1 # x\n  y: {z: 2} # y\n  v: new\n',
    },
    {
      what: 'quotes what YAML would read as something else',
      text: 'a: x\n',
      change: (d) =>
        d.set(['a'], ['yes', '1.0', '2024-01-01', '{{ x }}', '', "it's", '1e3', '- a']),
      after:
        'a:\n  - "yes"\n  - "1.0"\n  - "2024-01-01"\n  - "{{ x }}"\n  - ""\n  - it\'s\n  - "1e3"\n  - "- a"\n',
    },
    {
      what: 'edits JSON as JSON',
      text: '{\n  "a": {\n    "b": 1\n  },\n  "c": []\n}\n',
      change: (d) => {
        d.transact('both', (t) => {
          t.set(['a', 'd'], { e: 'x' })
          t.set(['c', 0], 'y')
        })
      },
      after: '{\n  "a": {\n    "b": 1,\n    "d": {\n      "e": "x"\n    }\n  },\n  "c": ["y"]\n}\n',
    },
  ])('$what', ({ text, change, after }) => {
    expect(edit(text, change)).toBe(after)
  })

  it('replaces one node by YAML text and keeps its comments', () => {
    const text = 'streams:\n  - name: a\n    retriever:\n      url: x\n  - name: b\n'
    expect(
      edit(text, (d) =>
        d.replaceNode(['streams', 0, 'retriever'], '  # new\n  url: y\n  path: |\n    z\n'),
      ),
    ).toBe(
      'streams:\n  - name: a\n    retriever:\n      # new\n      url: y\n      path: |\n        z\n  - name: b\n',
    )
  })

  it('refuses YAML text with a mistake and stays as it is', () => {
    const document = new ManifestDocument('a:\n  b: 1\n')
    const before = document.getSnapshot()
    expect(() => document.replaceNode(['a'], 'b: [1')).toThrow(
      expect.objectContaining({ code: 'yaml_invalid', line: 1 }),
    )
    expect(document.getSnapshot()).toBe(before)
  })

  it('gives a node back as text that can be put back', () => {
    const text = 'a:\n  - b: |\n      x\n      y\n    c: [1,\n      2]\n'
    const document = new ManifestDocument(text)
    expect(document.textOf(['a', 0])).toBe('b: |\n  x\n  y\nc: [1,\n  2]')
    expect(document.textOf(['a', 0, 'b'])).toBe('|\n  x\n  y')
  })
})

describe('ManifestDocument history', () => {
  it('joins edits of one path within a second and no others', () => {
    let now = 0
    const document = new ManifestDocument('a: x\nb: y\n', { nowMs: () => now })
    document.set(['a'], 'xy', { name: 'Type' })
    now = 900
    document.set(['a'], 'xyz', { name: 'Type' })
    document.set(['b'], 'z')
    now = 2500
    document.set(['b'], 'zz')
    const undone = [1, 2, 3].map(() => {
      document.undo()
      return document.getSnapshot().text
    })
    expect(undone).toEqual(['a: xyz\nb: z\n', 'a: xyz\nb: y\n', 'a: x\nb: y\n'])
  })

  it('survives a reload of the same text and refuses that of another', () => {
    const first = new ManifestDocument('a: 1\n')
    for (let index = 0; index < 220; index++) first.set([`k${index}`], index)
    const saved = first.serializeHistory()
    const second = new ManifestDocument(first.getSnapshot().text)
    expect(second.restoreHistory(saved)).toBe(true)
    for (let index = 0; index < 220; index++) second.undo()
    expect(second.getSnapshot()).toMatchObject({ text: 'a: 1\n', canUndo: false, canRedo: true })
    expect(new ManifestDocument('b: 1\n').restoreHistory(saved)).toBe(false)
    expect(second.restoreHistory('nonsense')).toBe(false)
  })

  it('takes all of a transaction back when part of it fails', () => {
    const document = new ManifestDocument('a: 1\n')
    expect(() =>
      document.transact('Two', (each) => {
        each.set(['b'], 2)
        each.rename(['a'], 'b')
      }),
    ).toThrow(expect.objectContaining({ code: 'key_taken' }))
    expect(document.getSnapshot()).toMatchObject({ text: 'a: 1\n', revision: 0, canUndo: false })
  })

  it('keeps the last value while the YAML is broken and takes no form edits', () => {
    const document = new ManifestDocument('a: 1\n')
    document.replaceText('a: [1\n')
    const { isEditable, manifest, problems } = document.getSnapshot()
    expect({ isEditable, manifest }).toEqual({ isEditable: false, manifest: { a: 1 } })
    expect(problems[0]).toMatchObject({ code: 'yaml_syntax', severity: 'error' })
    expect(() => document.set(['a'], 2)).toThrow(expect.objectContaining({ code: 'not_editable' }))
    document.undo()
    expect(document.getSnapshot()).toMatchObject({ text: 'a: 1\n', isEditable: true })
  })
})

const scalar = fc.oneof(
  fc.integer({ min: -5, max: 2000 }),
  fc.boolean(),
  fc.constant(null),
  fc.constantFrom(
    'x',
    'yes',
    '{{ config["a"] }}',
    "it's",
    'a: b',
    '# no',
    'two\nlines\n',
    ' pad ',
    '-',
    '12',
    '1.5',
    'é🎉',
    '\t',
  ),
  fc.string({ maxLength: 8 }),
)
const value = fc.letrec((tie) => ({
  any: fc.oneof(
    { depthSize: 'small' },
    scalar,
    fc.array(tie('any'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom('a', 'b', 'c d', 'type', '$ref', '5', 'on'), tie('any'), {
      maxKeys: 3,
    }),
  ),
})).any

const pieces = fc.array(
  fc.constantFrom(
    'name: x # c\n',
    '# note\n',
    '\n',
    'list:\n- a\n- b: 1\n  c: 2 # deep\n',
    'map:\n    k: "v"\n    # inner\n    l: [1, {m: 2}]\n',
    'text: |\n  one\n\n  two\n',
    'flow: {a: 1, b: {c: []}} # f\n',
    'empty:\n',
    "quoted: 'it''s'\n",
    'nest:\n  - - 1\n    - 2\n  -\n    k: v\n',
    'fold: >-\n  a\n  b\n',
    '"q k": ~\n',
    'obj: {}\n',
    'arr: []\n',
    'multi: plain\n  goes on\n',
    'keep: |+\n  x\n\n',
  ),
  { minLength: 1, maxLength: 9 },
)
const documentText = fc.tuple(pieces, fc.boolean(), fc.boolean()).map(([parts, crlf, cut]) => {
  const text = [...new Set(parts)].join('')
  const ended = cut ? text.replace(/\n+$/, '') : text
  return crlf ? ended.replaceAll('\n', '\r\n') : ended
})

function pathsOf(at: unknown, path: ManifestPath = []): ManifestPath[] {
  if (Array.isArray(at))
    return [path, ...at.flatMap((each, index) => pathsOf(each, [...path, index]))]
  if (!isMapping(at)) return [path]
  return [path, ...Object.entries(at).flatMap(([key, each]) => pathsOf(each, [...path, key]))]
}

/** Checks that all lines before and after those of a path are what they were. */
function expectNear(before: string, after: string, range: NodeRange | undefined) {
  if (!range) throw new Error('There is nothing at this path')
  const lines = before.split('\n')
  const head = lines.slice(0, range.startLine - 1)
  const tail = lines.slice(range.endLine)
  const now = after.split('\n')
  const place = `lines ${range.startLine} to ${range.endLine}`
  expect(now.slice(0, head.length).join('\n') === head.join('\n'), place).toBe(true)
  const end = tail.length > 0 ? now.slice(-tail.length) : []
  expect(end.join('\n') === tail.join('\n'), place).toBe(true)
}

describe('ManifestDocument on random texts', () => {
  it('has the edited value after a set, and all else as it was', { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(documentText, fc.nat(), value, (text, pick, next) => {
        const document = new ManifestDocument(text)
        const { manifest, isEditable } = document.getSnapshot()
        if (!isEditable || manifest === null) return
        const paths = pathsOf(manifest).filter((path) => path.length > 0)
        const path = paths[pick % paths.length] ?? []
        const range = document.rangeOf(path)
        document.set(path, next)
        const expected = withChange(manifest, path, () => next)
        const after = document.getSnapshot()
        expect(deepEqual(after.manifest, expected), JSON.stringify([text, after.text])).toBe(true)
        expectNear(text, after.text, range)
        document.undo()
        expect(document.getSnapshot().text).toBe(text)
      }),
      { numRuns: 600 },
    )
  })

  it('adds, removes and moves with the same care', { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(
        documentText,
        fc.nat(),
        fc.nat(2),
        fc.nat(3),
        value,
        (text, pick, kind, at, next) => {
          const document = new ManifestDocument(text)
          const { manifest, isEditable } = document.getSnapshot()
          if (!isEditable || manifest === null) return
          const paths = pathsOf(manifest)
          const path = paths[pick % paths.length] ?? []
          const change = changes[kind]?.(document, path, at, next) ?? ((each: unknown) => each)
          const expected = withChange(manifest, path, change)
          const after = document.getSnapshot()
          expect(deepEqual(after.manifest, expected), JSON.stringify([text, after.text])).toBe(true)
          document.undo()
          expect(document.getSnapshot().text).toBe(text)
        },
      ),
      { numRuns: 600 },
    )
  })
})

describe('ManifestDocument on texts with anchors', () => {
  const parts = [
    'base: &b # base\n  k: 1 # k\n  l: {m: &inner [1, 2], n: *inner}\n',
    'use: *b\n',
    'mix:\n  <<: *b\n  own: 1\n',
    'both:\n  <<: [*b, *c]\n',
    'flow: [*b, {x: *c}]\n',
    'items:\n  - *b\n  - &item {q: 1}\n  - *item\n',
    'last: *c\n',
  ]
  const text = fc
    .subarray(parts, { minLength: 1 })
    .map((chosen) => `first: &b {k: 0}\nother: &c\n  z: 9\n${chosen.join('')}`)

  it('sets, adds and removes, and what is read there is what was set', { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(
        text,
        fc.nat(),
        fc.option(value, { nil: undefined }),
        fc.boolean(),
        (given, pick, next, adds) => {
          const document = new ManifestDocument(given)
          const { manifest, isEditable } = document.getSnapshot()
          expect(isEditable).toBe(true)
          const paths = pathsOf(manifest).filter((path) => path.length > 0)
          const chosen = paths[pick % paths.length] ?? []
          const isMap = isMapping(valueAt(manifest, chosen))
          const path = adds && isMap ? [...chosen, 'added'] : chosen
          document.set(path, next)
          const after = document.getSnapshot()
          expect(after.isEditable, after.text).toBe(true)
          const isItem = next === undefined && typeof path.at(-1) === 'number'
          if (!isItem)
            expect(
              deepEqual(valueAt(after.manifest, path), next),
              JSON.stringify([given, path, next, after.text]),
            ).toBe(true)
          document.undo()
          expect(document.getSnapshot().text).toBe(given)
        },
      ),
      { numRuns: 600 },
    )
  })
})

type RandomChange = (
  document: ManifestDocument,
  path: ManifestPath,
  at: number,
  next: unknown,
) => ((value: unknown) => unknown) | undefined

/** Each does an edit and says what it should have done to the value at the path. */
const changes: RandomChange[] = [
  (document, path) => {
    if (path.length === 0) return undefined
    document.remove(path)
    return () => undefined
  },
  (document, path, at, next) => {
    const list = valueAt(document.getSnapshot().manifest, path)
    if (isMapping(list)) {
      document.set([...path, 'new key'], next)
      return (value) => ({ ...(value as object), 'new key': next })
    }
    if (!Array.isArray(list)) return undefined
    const place = Math.min(at, list.length)
    document.insert(path, place, next)
    return () => list.toSpliced(place, 0, next)
  },
  (document, path, at) => {
    const list = valueAt(document.getSnapshot().manifest, path)
    if (!Array.isArray(list) || list.length < 2) return undefined
    const to = at % list.length
    document.move(path, 0, to)
    return () => list.toSpliced(0, 1).toSpliced(to, 0, list[0])
  },
]

const corpus = join(process.env.PLUMBLINE_SHARED ?? '', 'corpus/dev')

describe.skipIf(!existsSync(corpus))('ManifestDocument on real manifests', () => {
  const names = existsSync(corpus) ? readdirSync(corpus) : []

  it.each(names)(
    'takes 20 random edits of %s and leaves the other lines',
    { timeout: 60_000 },
    (name) => {
      const text = readFileSync(join(corpus, name, 'manifest.yaml'), 'utf8')
      const document = new ManifestDocument(text)
      const { manifest } = document.getSnapshot()
      const paths = pathsOf(manifest).filter((path) => path.length > 0)
      const random = randomFrom(name.length)
      for (let round = 0; round < 20; round++) {
        const path = paths[random(paths.length)] ?? []
        const next = random(2) === 0 ? `text ${round}` : { type: 'X', list: [1, { a: 'b' }] }
        const isRemoval = random(3) === 0
        const range = document.rangeOf(path)
        document.set(path, isRemoval ? undefined : next)
        const after = document.getSnapshot()
        if (!isRemoval) expectNear(text, after.text, range)
        const expected = withChange(manifest, path, () => (isRemoval ? undefined : next))
        expect(deepEqual(after.manifest, expected), `${name} ${JSON.stringify(path)}`).toBe(true)
        document.undo()
        expect(document.getSnapshot().text === text, `${name} ${JSON.stringify(path)}`).toBe(true)
      }
    },
  )
})

function randomFrom(start: number): (below: number) => number {
  let seed = start + 1
  return (below) => {
    seed = (seed * 48271) % 2147483647
    return seed % below
  }
}
