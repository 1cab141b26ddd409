import { expect, it } from 'vitest'
import { pastedKind, saysOpenApi } from './pasted-kind'

it.each([
  ['', 'nothing'],
  [' https://api.shop.example/openapi.json\n', 'address'],
  ['see https://api.shop.example', 'other'],
  ['version: 6.1.0\ntype: DeclarativeSource\n', 'manifest'],
  ['streams: []', 'manifest'],
  ['{"version":"6.1.0","type":"DeclarativeSource"}', 'manifest'],
  ['openapi: 3.1.0\ndefinitions: {}\n', 'other'],
  ['{"swagger":"2.0","definitions":{}}', 'other'],
  ['# Shop\n\nCall us.', 'other'],
])('takes %j for %s', (text, kind) => {
  expect(pastedKind(text)).toBe(kind)
})

it('knows an OpenAPI document that is broken', () => {
  expect(saysOpenApi('openapi: 3.1.0\npaths: [')).toBe(true)
  expect(saysOpenApi('streams: [')).toBe(false)
})
