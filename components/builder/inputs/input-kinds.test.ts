import { expect, test } from 'vitest'
import { inputsOf } from '@/lib/manifest/inputs'
import { type InputKind, inputKinds, kindOf, withKind } from './input-kinds'

function declared(schema: Record<string, unknown>) {
  const manifest = { spec: { connection_specification: { properties: { a: schema } } } }
  const [input] = inputsOf(manifest as never)
  if (input === undefined) throw new Error('There is no input')
  return input
}

test.each(inputKinds.map(({ value }) => value))('%s is found again in what it writes', (kind) => {
  expect(kindOf(declared(withKind({}, kind)))).toBe(kind)
})

test.each<[InputKind, InputKind]>([
  ['secret', 'text'],
  ['choice', 'integer'],
  ['date', 'text'],
])('from %s to %s nothing of the first kind is left', (from, to) => {
  expect(withKind(withKind({}, from), to)).toEqual(withKind({}, to))
})

test('title, order and unknown keys stay', () => {
  const before = { type: 'string', title: 'Key', order: 2, x_owner: 'team' }
  expect(withKind(before, 'secret')).toMatchObject({ title: 'Key', order: 2, x_owner: 'team' })
})

test('the choices stay when a choice is chosen again', () => {
  expect(withKind({ type: 'string', enum: ['eu', 'us'] }, 'choice').enum).toEqual(['eu', 'us'])
})
