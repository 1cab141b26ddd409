import { expect, test } from 'vitest'
import { inputsOf } from '@/lib/manifest/inputs'
import { ManifestDocument } from '@/lib/manifest/manifest-document'
import { addInput, deleteInput, moveInput, setRequired, withValue } from './input-edits'

const text = `streams: []
spec:
  type: Spec
  connection_specification:
    type: object
    required: [key]
    properties:
      key: # of the API
        type: string
        order: 0
      region:
        type: string
        order: 1
`
const open = () => new ManifestDocument(text)
const inputs = (document: ManifestDocument) => inputsOf(document.getSnapshot().manifest)
const names = (document: ManifestDocument) => inputs(document).map(({ name }) => name)
const find = (document: ManifestDocument, name: string) => {
  const input = inputs(document).find((each) => each.name === name)
  if (input === undefined) throw new Error(`There is no input ${name}`)
  return input
}

test('an input is added under a free name', () => {
  const document = open()
  expect([addInput(document), addInput(document)]).toEqual(['new_input', 'new_input_2'])
})

test('a manifest without a specification gets one', () => {
  const document = new ManifestDocument('streams: []\n')
  addInput(document)
  expect(names(document)).toEqual(['new_input'])
  expect(find(document, 'new_input').isRequired).toBe(true)
})

test('the order of the form changes, comments stay', () => {
  const document = open()
  moveInput(document, 1, 0)
  expect(names(document)).toEqual(['region', 'key'])
  expect(document.getSnapshot().text).toContain('key: # of the API')
})

test('required is a list beside the properties', () => {
  const document = open()
  setRequired(document, find(document, 'region'), true)
  setRequired(document, find(document, 'key'), false)
  expect(inputs(document).map(({ isRequired }) => isRequired)).toEqual([false, true])
})

test('a deleted input is no longer required', () => {
  const document = open()
  deleteInput(document, find(document, 'key'))
  expect(names(document)).toEqual(['region'])
  document.undo()
  expect(document.getSnapshot().text).toBe(text)
})

test('a value goes where the configuration nests it', () => {
  expect(withValue({ a: 1 }, ['credentials', 'id'], 'x')).toEqual({
    a: 1,
    credentials: { id: 'x' },
  })
  expect(withValue({ a: 1 }, ['a'], undefined)).toEqual({})
})
