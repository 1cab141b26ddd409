import { expect, it } from 'vitest'
import { readDocuments } from './read-documents'

const nested = (depth: number) =>
  ['{"properties":{"a":'.repeat(depth), '{}', '}}'.repeat(depth)].join('')

const withSchema = (schema: string) =>
  `{"openapi":"3.1.0","info":{"title":"x"},"paths":{"/a":{"get":{"responses":{"200":{"description":"","content":{"application/json":{"schema":${schema}}}}}}}}}`

it.each([
  ['nests schemas a hundred thousand times', withSchema(nested(50_000))],
  ['is lists in lists', `${'['.repeat(200_000)}${']'.repeat(200_000)}`],
  ['refers to itself', withSchema('{"$ref":"#/paths/~1a/get/responses/200"}')],
  [
    'is a bomb of aliases',
    `openapi: 3.1.0\na: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c]\ne: &e [*d,*d,*d,*d,*d,*d,*d,*d,*d]\nf: &f [*e,*e,*e,*e,*e,*e,*e,*e,*e]\ng: &g [*f,*f,*f,*f,*f,*f,*f,*f,*f]\nh: &h [*g,*g,*g,*g,*g,*g,*g,*g,*g]\npaths: {/a: *h}\n`,
  ],
  ['has names of prototypes', withSchema('{"properties":{"__proto__":{},"constructor":{}}}')],
  ['has paths that are no mappings', '{"openapi":"3.1.0","paths":{"/a":null,"/b":[1],"/c":"x"}}'],
  ['is HTML', '<html><body>Log in to read our documentation, please.</body></html>'],
])('survives a document that %s', (_, text) => {
  const { recognised } = readDocuments([{ text }])
  expect(recognised).toHaveLength(1)
})

it('reads the others beside a document that cannot be read', () => {
  const { recognised, facts } = readDocuments([
    { name: 'bad.json', text: withSchema(nested(50_000)) },
    { name: 'good.json', text: withSchema('{"type":"array","items":{"type":"object"}}') },
  ])
  expect(recognised[1]?.isRead).toBe(true)
  expect(facts?.streams.length).toBeGreaterThan(0)
})
