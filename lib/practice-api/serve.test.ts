import { afterEach, expect, it, vi } from 'vitest'
import { type PracticeServer, servePracticeApi } from './serve'

const headers = { authorization: 'Bearer practice-token' }
let server: PracticeServer | undefined

afterEach(async () => {
  await server?.close()
  server = undefined
})

interface Log {
  readonly aborted: number
  readonly open: number
  readonly requests: readonly { readonly abortedAt?: number; readonly status?: number }[]
}

async function logOf({ url }: PracticeServer): Promise<Log> {
  const response = await fetch(`${url}/_log`)
  return (await response.json()) as Log
}

it('serves orders on a port of its own, and links that lead back to it', async () => {
  server = await servePracticeApi()
  const response = await fetch(`${server.url}/v1/customers`, { headers })
  const body = (await response.json()) as { data: unknown[]; links: { next: string } }
  expect(response.status).toBe(200)
  expect(body.data).toHaveLength(100)
  expect(body.links.next).toBe(`${server.url}/v1/customers?page=2`)
})

it('reads a form that is posted', async () => {
  server = await servePracticeApi()
  const response = await fetch(`${server.url}/oauth/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${btoa('practice-client:practice-secret')}` },
    body: new URLSearchParams({ grant_type: 'client_credentials' }),
  })
  expect(response.status).toBe(200)
})

it('sees within 100 ms that the caller went away', async () => {
  const running = await servePracticeApi()
  server = running
  const leaving = new AbortController()
  const call = fetch(`${running.url}/v1/slow/orders?delay_ms=60000`, {
    headers,
    signal: leaving.signal,
  })
  const outcome = expect(call).rejects.toThrow('aborted')
  await vi.waitFor(async () => expect((await logOf(running)).open).toBe(1))
  const abortedAt = Date.now()
  leaving.abort()
  await outcome
  await vi.waitFor(async () => expect((await logOf(running)).aborted).toBe(1))
  const [request] = (await logOf(running)).requests
  expect((request?.abortedAt ?? Number.POSITIVE_INFINITY) - abortedAt).toBeLessThan(100)
  expect(request?.status).toBeUndefined()
})

it('closes while a request is open and frees its port', async () => {
  const first = await servePracticeApi()
  const call = fetch(`${first.url}/v1/slow/orders?delay_ms=60000`, { headers })
  const outcome = expect(call).rejects.toThrow()
  await vi.waitFor(async () => expect((await logOf(first)).open).toBe(1))
  await first.close()
  await outcome
  server = await servePracticeApi({ port: first.port })
  expect(server.port).toBe(first.port)
})

it('says so when the port is taken', async () => {
  server = await servePracticeApi()
  await expect(servePracticeApi({ port: server.port })).rejects.toMatchObject({
    code: 'EADDRINUSE',
  })
})
