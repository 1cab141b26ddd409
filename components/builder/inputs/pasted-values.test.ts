import { expect, test } from 'vitest'
import { inputsOf } from '@/lib/manifest/inputs'
import { readPasted } from './pasted-values'

const inputs = inputsOf({
  spec: {
    connection_specification: {
      properties: {
        token: { type: 'string', airbyte_secret: true },
        start_date: { type: 'string' },
        limit: { type: 'integer' },
        dry: { type: 'boolean' },
        region: { type: 'string', enum: ['eu', 'us'] },
        tags: { type: 'array' },
        login: {
          type: 'object',
          oneOf: [
            {
              title: 'OAuth',
              properties: {
                kind: { type: 'string', const: 'oauth' },
                client_id: { type: 'string' },
              },
            },
          ],
        },
      },
    },
  },
})

const valuesOf = (text: string) =>
  Object.fromEntries(
    readPasted(text, inputs).matched.map(({ input, value }) => [input.path.join('.'), value]),
  )

test('lines of an .env file find their inputs, also by the end of their names', () => {
  const text = `# local
export NORTHWIND_TOKEN="a#b\\n\\"c\\""
START_DATE='2026-01-01' # from here
LIMIT=50
DRY=yes
TAGS=a, b
`
  expect(valuesOf(text)).toEqual({
    token: 'a#b\n"c"',
    start_date: '2026-01-01',
    limit: 50,
    dry: true,
    tags: ['a', 'b'],
  })
})

test('JSON is read with its nesting, and chooses the way that an input stands in', () => {
  const { matched } = readPasted('{"login": {"client_id": "x"}, "tags": [1]}', inputs)
  expect(matched.map(({ value, constants }) => [value, constants])).toEqual([
    ['x', [{ path: ['login', 'kind'], value: 'oauth' }]],
    [[1], []],
  ])
})

test('what belongs nowhere or does not fit is left out, and says why', () => {
  const { matched, left } = readPasted('PATH=/bin\nLIMIT=many\nREGION=mars\n', inputs)
  expect(matched).toEqual([])
  expect(left).toEqual([
    { name: 'PATH', why: 'no input of this name' },
    { name: 'LIMIT', why: 'not a whole number' },
    { name: 'REGION', why: 'none of the choices' },
  ])
})

test('text that is neither says what is expected', () => {
  expect(readPasted('hello', inputs).fault).toMatch(/NAME=value/)
  expect(readPasted('{"a":', inputs).fault).toBeDefined()
  expect(readPasted('  ', inputs).fault).toBeUndefined()
})
