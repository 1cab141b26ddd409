import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { JsonObject } from '../engine/values/value'
import { loadManifest } from './load'
import { normaliseManifest } from './normalise'
import { resolveReferences } from './references'
import { resolveManifest } from './refs'
import { deepEqual } from './text/deep-equal'

const stream = (name: string, url_base: string) => ({
  type: 'DeclarativeStream',
  name,
  retriever: {
    type: 'SimpleRetriever',
    requester: { type: 'HttpRequester', url_base, path: name },
  },
})

describe('normaliseManifest', () => {
  it('writes once what is equal and leaves the rest in place', () => {
    const streams = [stream('a', 'x'), stream('b', 'x'), stream('c', 'y')]
    const result = normaliseManifest({ definitions: { old: 1 }, streams })
    const reference = { $ref: '#/definitions/linked/HttpRequester/url_base' }
    expect(result.definitions).toEqual({ linked: { HttpRequester: { url_base: 'x' } } })
    expect(JSON.stringify(result).split(JSON.stringify(reference))).toHaveLength(3)
    expect(resolveReferences(result).value).toMatchObject({ streams })
  })

  it('refers to a stream where it is the parent of another', () => {
    const parent = stream('a', 'x')
    const child = {
      ...stream('b', 'y'),
      router: {
        type: 'SubstreamPartitionRouter',
        parent_stream_configs: [{ type: 'ParentStreamConfig', stream: parent }],
      },
    }
    const { streams } = normaliseManifest({ streams: [parent, child] }) as {
      streams: [unknown, typeof child]
    }
    expect(streams[1].router.parent_stream_configs[0]?.stream).toEqual({ $ref: '#/streams/0' })
  })
})

const corpus = join(process.env.PLUMBLINE_SHARED ?? '', 'corpus/dev')
const names = existsSync(corpus) ? readdirSync(corpus) : []

describe.skipIf(names.length === 0)('normaliseManifest on real manifests', () => {
  it('means the same as before', { timeout: 120_000 }, () => {
    const changed = names.filter((name) => {
      const text = readFileSync(join(corpus, name, 'manifest.yaml'), 'utf8')
      const { resolved } = resolveManifest(loadManifest(text))
      const again = resolveReferences(normaliseManifest(resolved)).value as JsonObject
      const { definitions: _first, schemas: _second, ...before } = resolved
      const { definitions: _third, schemas: _fourth, ...after } = again
      return !deepEqual(before, after)
    })
    expect(changed).toEqual([])
  })
})
