import { existsSync, readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Resolver } from './connector'
import { createGuardedTransport } from './guarded-transport'
import type { EgressPolicy } from './policy'
import { RequestRefused } from './refusal'

interface Vector {
  readonly id: string
  readonly url: string
  readonly resolver_answers: string | null
  readonly class: string
  readonly expect: string
}

const shared = process.env.PLUMBLINE_SHARED ?? ''
const file = `${shared}/security/url-vectors.json`
const vectors: readonly Vector[] =
  shared !== '' && existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : []

/** Counts connections to port 80 of this machine, where the machine lets us listen there. */
let canary: Server | undefined
let hits = 0

beforeAll(async () => {
  const server = createServer((socket) => {
    hits += 1
    socket.destroy()
  })
  const opened = Promise.withResolvers<boolean>()
  server.once('error', () => opened.resolve(false))
  server.listen(80, '::', () => opened.resolve(true))
  if (await opened.promise) canary = server
})

afterAll(() => canary?.close())

function resolverOf(answers: string | null): Resolver {
  return async () => {
    if (answers === null || answers === 'NXDOMAIN') {
      throw Object.assign(new Error('not found'), { code: 'ENOTFOUND' })
    }
    const text = answers
      .replace('public', '93.184.215.14')
      .replace('CNAME localhost', 'A 127.0.0.1')
    return [...text.matchAll(/\bA{1,4}\b ([\d.]+|[\da-f:]*:[\da-f:]*)/g)].map(
      ([, address = '']) => ({
        address,
        family: address.includes(':') ? 6 : 4,
      }),
    )
  }
}

/** Calls for real and says how it was refused: the rule, or the code when no rule did. */
async function outcome(vector: Vector, loopbackAndPrivate: EgressPolicy['loopbackAndPrivate']) {
  const transport = createGuardedTransport({
    allow: { loopbackAndPrivate },
    limits: { connectMs: 2000, totalMs: 2000 },
    resolve: resolverOf(vector.resolver_answers),
  })
  const before = hits
  try {
    await transport(
      { method: 'GET', url: vector.url, headers: [] },
      { signal: new AbortController().signal },
    )
    return { rule: 'answered', code: 'answered', hits: hits - before }
  } catch (error) {
    if (error instanceof RequestRefused) {
      return { rule: error.rule as string, code: error.code as string, hits: hits - before }
    }
    const code = (error as { code?: string }).code ?? String(error)
    return { rule: code === 'dns_failed' ? 'E_DNS_FAIL' : code, code, hits: hits - before }
  } finally {
    await transport.close()
  }
}

const never = new Set([
  'link-local/metadata',
  'metadata-names',
  'metadata-other',
  'unspecified',
  'nat64',
  '6to4/teredo/isatap',
  'ipv4-mapped',
  'ipv4-translated/compat',
])

describe.skipIf(vectors.length === 0)('the URL vectors (PLUMBLINE_SHARED/security)', () => {
  it.each(vectors.map((vector) => [vector.id, vector.url, vector] as const))(
    '%s %j is refused where nothing private is permitted',
    async (_id, _url, vector) => {
      const { rule, hits: made } = await outcome(vector, false)
      expect(rule).toBe(vector.expect)
      expect(made).toBe(0)
    },
  )

  it.each(vectors.map((vector) => [vector.id, vector.url, vector] as const))(
    '%s %j is refused, or can be asked for, where a person may permit targets',
    async (_id, _url, vector) => {
      const { rule, code, hits: made } = await outcome(vector, ['127.0.0.1:8080', 'localhost:8080'])
      expect(rule).toBe(vector.expect)
      expect(made).toBe(0)
      const isUnspecified = vector.url.includes('[::]')
      if (
        !isUnspecified &&
        /^(loopback|private|ipv4-encoding|ipv6-loopback|localhost-names)$/.test(vector.class)
      ) {
        expect(code).toBe('target_needs_permission')
      }
      if (never.has(vector.class))
        expect(['address_blocked', 'target_needs_permission']).toContain(code)
    },
  )

  it('refuses link-local and metadata addresses even where everything private is permitted', async () => {
    const hard = vectors.filter(({ class: kind }) => never.has(kind) && kind !== 'metadata-names')
    expect(hard.length).toBeGreaterThan(20)
    for (const vector of hard) {
      const { rule, code } = await outcome(vector, 'all')
      expect([vector.id, rule, code]).toEqual([vector.id, 'E_IP', 'address_blocked'])
    }
  })
})
