import { expect, it } from 'vitest'
import { documentBehind, isPage } from './discover'

it.each([
  ['<redoc spec-url="../openapi.yaml"></redoc>', 'https://docs.shop.example/openapi.yaml'],
  [
    '<script id="api-reference" data-url="/openapi.json"></script>',
    'https://docs.shop.example/openapi.json',
  ],
  [
    'SwaggerUIBundle({ url: "https://shop.example/v2.json", dom_id: "#ui" })',
    'https://shop.example/v2.json',
  ],
  [
    '<script src="./swagger-initializer.js"></script>',
    'https://docs.shop.example/api/swagger-initializer.js',
  ],
  ['<a href="/openapi">Docs</a>', undefined],
  ['<redoc spec-url="file:///etc/passwd"></redoc>', undefined],
])('finds the document behind %s', (page, url) => {
  expect(documentBehind(page, 'https://docs.shop.example/api/')).toBe(url)
})

it('tells pages from documents', () => {
  expect(['<!DOCTYPE html><p>', '{"openapi":"3.1.0"}', 'openapi: 3'].map(isPage)).toEqual([
    true,
    false,
    false,
  ])
})
