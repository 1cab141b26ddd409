import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import type { Registry } from '../lib/engine/component'
import { registries } from '../lib/engine/kinds'
import { streamKind } from '../lib/engine/streams/stream'
import { fakeContext } from '../lib/engine/testing/fake-context'
import { type Example, exampleOf } from './component-examples'
import { componentList, componentPage } from './component-pages'

const folder = 'docs/components'
// Run once with UPDATE_DOCS=1 after a component changed.
const isUpdating = process.env.UPDATE_DOCS === '1'
const written: Readonly<Record<string, Example>> = parse(
  readFileSync('docs/component-examples.yaml', 'utf8'),
)
const components = registries.flatMap((registry) =>
  registry.types.map((type) => ({ registry, type, example: exampleOf(registry, type, written) })),
)
const config = {
  ...{
    api_key: 'key',
    token: 'token',
    username: 'ada',
    password: 'pass',
    start_date: '2024-01-01T00:00:00Z',
  },
  ...{ client_id: 'id', client_secret: 'secret', refresh_token: 'refresh', tokens: 'one,two' },
  ...{ credentials: { auth_type: 'token', token: 'token' }, account: { id: 1 } },
}

/** Components that only build inside a stream that has what they work on. */
const places: Readonly<Record<string, (example: Example) => Example>> = {
  RequestWindowSplitting: (example) => ({
    type: 'DeclarativeStream',
    name: 'customers',
    retriever: { ...written.SimpleRetriever, request_window_splitting: example },
    incremental_sync: written.DatetimeBasedCursor,
  }),
}

/** Builds an example, in its place where it needs one. */
function build(registry: Registry, example: Example): unknown {
  const context = fakeContext({ config })
  const place = places[example.type]
  if (!place) return context.build(registry.kind, example, 'example')
  return context.build(streamKind, place(example), 'example').open({})
}

function pages(): ReadonlyMap<string, string> {
  const all = new Map([['README.md', componentList()]])
  for (const { registry, type, example } of components) {
    all.set(`${type}.md`, componentPage(registry, type, example))
  }
  return all
}

if (isUpdating) {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  for (const [name, text] of pages()) writeFileSync(`${folder}/${name}`, text)
}

describe('component pages', () => {
  it.each(components)('the example of $type builds', ({ registry, type, example }) => {
    expect(example.type).toBe(type)
    expect(build(registry, example)).toBeDefined()
  })

  it('there is a page for every component, as its schema is now', () => {
    const expected = pages()
    expect(readdirSync(folder).sort()).toEqual([...expected.keys()].sort())
    for (const [name, text] of expected) {
      expect(readFileSync(`${folder}/${name}`, 'utf8'), `${name} is stale: UPDATE_DOCS=1`).toBe(
        text,
      )
    }
  })

  it('every example that is written belongs to a component', () => {
    const types = components.map(({ type }) => type)
    expect(Object.keys(written).filter((type) => !types.includes(type))).toEqual([])
  })
})
