import { expect, test } from 'vitest'
import { recogniseManifest } from './recognise-manifest'

test('a manifest is told with its streams, version and title', () => {
  const text =
    'version: 6.1.0\ntype: DeclarativeSource\nmetadata:\n  title: Orders\nstreams:\n  - name: a\n  - name: b\n'
  expect(recogniseManifest(text)).toEqual({
    kind: 'manifest',
    streamCount: 2,
    version: '6.1.0',
    title: 'Orders',
  })
})

test('a manifest may be written as JSON', () => {
  const text = '{"type": "DeclarativeSource", "streams": [{"name": "a"}]}'
  expect(recogniseManifest(text)).toMatchObject({ kind: 'manifest', streamCount: 1 })
})

test('YAML without streams is no manifest', () => {
  expect(recogniseManifest('name: x\n')).toEqual({ kind: 'other-yaml' })
  expect(recogniseManifest('just words')).toEqual({ kind: 'other-yaml' })
})

test('broken YAML is told with its line', () => {
  expect(recogniseManifest('a: 1\nb: [1, 2\nc: 3\n')).toMatchObject({
    kind: 'broken',
    line: expect.any(Number),
  })
})
