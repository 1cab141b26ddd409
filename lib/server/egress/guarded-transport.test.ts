import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { type AddressInfo, createServer as createTcpServer, type Socket } from 'node:net'
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { HeaderList, HttpRequest, TransportOptions } from '../../engine/transport'
import {
  createGuardedTransport,
  type GuardedTransport,
  type GuardedTransportOptions,
} from './guarded-transport'

const cleanups: (() => unknown)[] = []

afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup()
})

interface Upstream {
  readonly port: number
  readonly url: string
  readonly name: string
  readonly requests: IncomingMessage[]
  readonly sockets: Set<Socket>
}

async function upstream(
  answer: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<Upstream> {
  const requests: IncomingMessage[] = []
  const sockets = new Set<Socket>()
  const server = createServer((request, response) => {
    requests.push(request)
    answer(request, response)
  })
  server.on('connection', (socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  cleanups.push(() => {
    server.closeAllConnections()
    server.close()
  })
  const { port } = server.address() as AddressInfo
  return { port, url: `http://127.0.0.1:${port}`, name: `127.0.0.1:${port}`, requests, sockets }
}

/** A server of bytes: what it answers is not made by an HTTP library. */
async function rawUpstream(answer: (socket: Socket) => void): Promise<string> {
  const server = createTcpServer((socket) => {
    socket.on('error', () => {})
    socket.once('data', () => answer(socket))
    cleanups.push(() => socket.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  cleanups.push(() => server.close())
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

function transportWith(options: Partial<GuardedTransportOptions> = {}): GuardedTransport {
  const transport = createGuardedTransport({ allow: { loopbackAndPrivate: 'all' }, ...options })
  cleanups.push(() => transport.close())
  return transport
}

const live = () => new AbortController().signal

async function get(
  transport: GuardedTransport,
  url: string,
  request: Partial<HttpRequest> = {},
  options: Partial<TransportOptions> = {},
) {
  const response = await transport(
    { method: 'GET', url, headers: [], ...request },
    { signal: live(), ...options },
  )
  const chunks: Uint8Array[] = []
  for await (const chunk of response.body) chunks.push(chunk)
  return { ...response, text: Buffer.concat(chunks).toString('utf8') }
}

const redirectTo = (location: string, status = 302) =>
  upstream((_request, response) => response.writeHead(status, { location }).end())

describe('an exchange', () => {
  it('sends method, path, headers and body as they are, and lists the headers of the answer', async () => {
    const { url, requests } = await upstream((request, response) => {
      response.setHeader('set-cookie', ['a=1', 'b=2'])
      request.pipe(response)
    })
    const headers: HeaderList = [
      ['X-Custom', 'one'],
      ['X-Custom', 'two'],
    ]
    const path = "/a%2Fb/%7Eme?q=it's|x&sp=a+b&e=%c3%a9"
    const answer = await get(transportWith(), url + path, { method: 'PATCH', headers, body: 'ä' })
    expect(requests[0]?.url).toBe(path)
    expect(requests[0]?.method).toBe('PATCH')
    expect(requests[0]?.rawHeaders.join()).toContain('X-Custom,one,X-Custom,two')
    expect(requests[0]?.headers['content-length']).toBe('2')
    expect(answer.text).toBe('ä')
    expect(answer.headers.filter(([name]) => name.toLowerCase() === 'set-cookie')).toHaveLength(2)
  })

  it.each([
    ['/a/../b', '/b'],
    ['/sp ace?é=1', '/sp%20ace?%C3%A9=1'],
    ['?x=1', '/?x=1'],
    ['//evil.example/x', '//evil.example/x'],
    ['/x#frag', '/x'],
  ])('asks for %s as %s, on the same origin', async (path, sent) => {
    const { url, requests } = await upstream((_request, response) => response.end())
    await get(transportWith(), url + path)
    expect(requests[0]?.url).toBe(sent)
  })

  it('uses a connection again', async () => {
    const { url, sockets } = await upstream((_request, response) => response.end('ok'))
    const transport = transportWith()
    for (let i = 0; i < 5; i++) await get(transport, url)
    expect(sockets.size).toBe(1)
  })

  it('carries a large body without holding it', async () => {
    const chunk = Buffer.alloc(1024 * 1024, 'x')
    const { url } = await upstream((_request, response) => {
      let left = 64
      const write = () => {
        while (left-- > 0) if (!response.write(chunk)) return void response.once('drain', write)
        response.end()
      }
      write()
    })
    const response = await transportWith()({ method: 'GET', url, headers: [] }, { signal: live() })
    let bytes = 0
    for await (const part of response.body) bytes += part.byteLength
    expect(bytes).toBe(64 * 1024 * 1024)
  })

  it('closes the socket when the reader of the body leaves', async () => {
    const { url, sockets } = await upstream((_request, response) => {
      response.write('x')
    })
    const response = await transportWith()({ method: 'GET', url, headers: [] }, { signal: live() })
    for await (const _chunk of response.body) break
    await vi.waitFor(() => expect(sockets.size).toBe(0))
  })
})

describe('an abort', () => {
  it.each(['before headers', 'in the body'])(
    '%s closes the socket and gives the reason',
    async (when) => {
      const { url, sockets, requests } = await upstream((_request, response) => {
        if (when === 'in the body') response.write('x')
      })
      const stop = new AbortController()
      const reading = get(transportWith(), url, {}, { signal: stop.signal })
      const outcome = expect(reading).rejects.toThrow('enough')
      await vi.waitFor(() => expect(requests).toHaveLength(1))
      stop.abort(new Error('enough'))
      await outcome
      await vi.waitFor(() => expect(sockets.size).toBe(0))
    },
  )

  it('that came earlier sends nothing', async () => {
    const { url, sockets } = await upstream((_request, response) => response.end())
    const signal = AbortSignal.abort(new Error('gone'))
    await expect(get(transportWith(), url, {}, { signal })).rejects.toThrow('gone')
    expect(sockets.size).toBe(0)
  })

  it('leaves the connection pool usable', async () => {
    const { url } = await upstream((request, response) => {
      if (request.url === '/fine') response.end('ok')
    })
    const transport = transportWith()
    const stop = new AbortController()
    const hanging = expect(
      get(transport, `${url}/x`, {}, { signal: stop.signal }),
    ).rejects.toThrow()
    stop.abort()
    await hanging
    expect((await get(transport, `${url}/fine`)).text).toBe('ok')
  })
})

describe('content encodings', () => {
  const text = JSON.stringify({ name: 'ünïcode '.repeat(5000) })
  it.each([
    ['gzip', gzipSync(text)],
    ['x-gzip', gzipSync(text)],
    ['deflate', deflateSync(text)],
    ['deflate', deflateRawSync(text)],
    ['br', brotliCompressSync(text)],
    ['gzip, br', brotliCompressSync(gzipSync(text))],
    ['identity', Buffer.from(text)],
    ['unknown', Buffer.from(text)],
  ])('%s is undone', async (encoding, bytes) => {
    const { url } = await upstream((_request, response) => {
      response.writeHead(200, { 'content-encoding': encoding }).end(bytes)
    })
    expect((await get(transportWith(), url)).text).toBe(text)
  })

  it('of an empty body are nothing', async () => {
    const { url } = await upstream((_request, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' }).end()
    })
    expect((await get(transportWith(), url)).text).toBe('')
    expect((await get(transportWith(), url, { method: 'HEAD' })).status).toBe(200)
  })

  it.each([
    ['cut', gzipSync(text).subarray(0, 40)],
    ['false', Buffer.from('no archive')],
  ])('that are %s are an error', async (_what, bytes) => {
    const { url } = await upstream((_request, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(bytes)
    })
    await expect(get(transportWith(), url)).rejects.toMatchObject({ code: 'connection_lost' })
  })

  it.each([
    ['gzip', gzipSync(Buffer.alloc(50_000_000))],
    ['br', brotliCompressSync(Buffer.alloc(50_000_000))],
  ])('%s that inflate beyond the limit stop there', async (encoding, bytes) => {
    const { url } = await upstream((_request, response) => {
      response.writeHead(200, { 'content-encoding': encoding }).end(bytes)
    })
    const before = process.memoryUsage().rss
    const call = get(transportWith({ limits: { bodyBytes: 1_000_000 } }), url)
    await expect(call).rejects.toMatchObject({ code: 'response_too_large' })
    expect(process.memoryUsage().rss - before).toBeLessThan(40_000_000)
  })

  it('in more than two layers are refused', async () => {
    const { url, sockets } = await upstream((_request, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip, gzip, gzip' })
      response.write('x')
    })
    await expect(get(transportWith(), url)).rejects.toMatchObject({ code: 'response_too_large' })
    await vi.waitFor(() => expect(sockets.size).toBe(0))
  })
})

describe('limits', () => {
  it('of the body count its bytes', async () => {
    const { url } = await upstream((_request, response) => response.end('x'.repeat(2000)))
    const transport = transportWith({ limits: { bodyBytes: 1999 } })
    await expect(get(transport, url)).rejects.toMatchObject({ code: 'response_too_large' })
    expect((await get(transportWith({ limits: { bodyBytes: 2000 } }), url)).text).toHaveLength(2000)
  })

  it('of headers count their bytes', async () => {
    const { url } = await upstream((_request, response) => {
      response.writeHead(200, { 'x-long': 'x'.repeat(5000) }).end()
    })
    const transport = transportWith({ limits: { headerBytes: 4096 } })
    await expect(get(transport, url)).rejects.toMatchObject({ code: 'headers_too_large' })
  })

  it('end a body that drips', async () => {
    const { url } = await upstream((_request, response) => {
      const drip = setInterval(() => response.write('x'), 20)
      response.on('close', () => clearInterval(drip))
    })
    const transport = transportWith({ limits: { totalMs: 150 } })
    await expect(get(transport, url)).rejects.toMatchObject({ code: 'timeout' })
  })

  it('end an answer that does not begin', async () => {
    const { url } = await upstream(() => {})
    const call = get(transportWith(), url, {}, { readTimeoutMs: 100 })
    await expect(call).rejects.toMatchObject({ code: 'timeout' })
  })

  it('end a look-up that does not end', async () => {
    const transport = transportWith({ resolve: () => new Promise(() => {}) })
    const call = get(transport, 'http://api.test/', {}, { connectTimeoutMs: 60 })
    await expect(call).rejects.toMatchObject({ code: 'timeout', target: 'api.test:80' })
  })
})

describe('failures', () => {
  it('say that nobody listens', async () => {
    const { url } = await upstream(() => {})
    for (const cleanup of cleanups.splice(0)) await cleanup()
    await expect(get(transportWith(), url)).rejects.toMatchObject({ code: 'connection_failed' })
  })

  it('say that a name has no address', async () => {
    const none = transportWith({ resolve: async () => [] })
    await expect(get(none, 'http://api.test/')).rejects.toMatchObject({ code: 'dns_failed' })
    const unknown = transportWith({
      resolve: () => Promise.reject(Object.assign(new Error(), { code: 'ENOTFOUND' })),
    })
    await expect(get(unknown, 'http://api.test/')).rejects.toMatchObject({ code: 'dns_failed' })
  })

  it('say that an answer was cut', async () => {
    const url = await rawUpstream((socket) => {
      socket.end('HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nonly this')
    })
    await expect(get(transportWith(), url)).rejects.toMatchObject({ code: 'connection_lost' })
  })

  it('do not echo a banner of a service that is not HTTP', async () => {
    const url = await rawUpstream((socket) => socket.end('SSH-2.0-OpenSSH_9.9\r\n'))
    const error = await get(transportWith(), url).catch((caught: Error) => caught)
    expect(error).toMatchObject({ code: 'connection_lost' })
    expect((error as Error).message).toContain('not HTTP')
    expect((error as Error).message).not.toContain('SSH')
  })

  it('say that TLS does not come about', async () => {
    const { port } = await upstream((_request, response) => response.end())
    const call = get(transportWith(), `https://127.0.0.1:${port}/`)
    await expect(call).rejects.toMatchObject({ code: 'tls_failed' })
  })

  it('end endless interim answers', async () => {
    const url = await rawUpstream((socket) => {
      const more = setInterval(() => socket.write('HTTP/1.1 103 Early Hints\r\n\r\n'), 2)
      socket.on('close', () => clearInterval(more))
    })
    await expect(get(transportWith(), url)).rejects.toMatchObject({ code: 'connection_lost' })
  })

  it('never tell path or query, where keys may stand', async () => {
    const transport = transportWith({ allow: { loopbackAndPrivate: false } })
    const urls = ['http://10.0.0.1/p?key=S3CRET', 'ftp://x/S3CRET', 'http://S3CRET@a.test/']
    for (const url of urls) {
      const error: unknown = await get(transport, url).catch((caught: unknown) => caught)
      expect(JSON.stringify([String(error), error])).not.toContain('S3CRET')
    }
  })
})

describe('permission', () => {
  it('is asked for by host and port', async () => {
    const { url, port, sockets } = await upstream((_request, response) => response.end('ok'))
    const asking = transportWith({ allow: { loopbackAndPrivate: [] } })
    await expect(get(asking, url)).rejects.toMatchObject({
      code: 'target_needs_permission',
      blame: 'config',
      host: '127.0.0.1',
      port,
      target: `127.0.0.1:${port}`,
    })
    expect(sockets.size).toBe(0)
    const granted = transportWith({ allow: { loopbackAndPrivate: [`127.0.0.1:${port}`] } })
    expect((await get(granted, url)).text).toBe('ok')
  })

  it('for a name is not permission for its address, nor for another port', async () => {
    const { url, port } = await upstream((_request, response) => response.end('ok'))
    const transport = transportWith({
      allow: { loopbackAndPrivate: [`localhost:${port}`, '127.0.0.1:1'] },
      resolve: async () => [{ address: '127.0.0.1', family: 4 }],
    })
    expect((await get(transport, `http://localhost:${port}/`)).text).toBe('ok')
    await expect(get(transport, url)).rejects.toMatchObject({ code: 'target_needs_permission' })
  })

  it('is refused for our own ports, by address and by name', async () => {
    const { url, port, sockets } = await upstream((_request, response) => response.end('ok'))
    const transport = transportWith({
      forbiddenPorts: [port],
      resolve: async () => [{ address: '127.0.0.1', family: 4 }],
    })
    for (const own of [url, `http://localhost:${port}/`, `http://own.example:${port}/`]) {
      await expect(get(transport, own)).rejects.toMatchObject({
        code: 'address_blocked',
        rule: 'E_SELF',
      })
    }
    expect(sockets.size).toBe(0)
  })

  it('for a granted name ends where the name moves to a metadata address', async () => {
    const { port } = await upstream((_request, response) => {
      response.writeHead(200, { connection: 'close' }).end('page 1')
    })
    const answers = ['127.0.0.1', '169.254.169.254']
    const transport = transportWith({
      allow: { loopbackAndPrivate: [`api.test:${port}`] },
      resolve: async () => [{ address: answers.shift() ?? '', family: 4 }],
    })
    expect((await get(transport, `http://api.test:${port}/`)).text).toBe('page 1')
    await expect(get(transport, `http://api.test:${port}/`)).rejects.toMatchObject({
      code: 'address_blocked',
      rule: 'E_DNS_IP',
    })
  })

  it.each([22, 25, 6379, 5432, 11211])('does not exist for port %i', async (port) => {
    const call = get(transportWith(), `http://api.example.com:${port}/`)
    await expect(call).rejects.toMatchObject({ rule: 'E_PORT' })
  })

  it.each(['http://a.test:65536/', 'http://a.test:-1/', 'http://a.test:0/', '', 'no url'])(
    'does not exist for %j',
    async (url) => {
      await expect(get(transportWith(), url)).rejects.toThrow()
    },
  )

  it('is not given by proxy variables of the environment', async () => {
    const proxy = await upstream((_request, response) => response.end('proxied'))
    const { url } = await upstream((_request, response) => response.end('direct'))
    for (const name of ['HTTP_PROXY', 'http_proxy', 'ALL_PROXY', 'HTTPS_PROXY']) {
      vi.stubEnv(name, proxy.url)
    }
    vi.stubEnv('NODE_USE_ENV_PROXY', '1')
    cleanups.push(() => vi.unstubAllEnvs())
    expect((await get(transportWith(), url)).text).toBe('direct')
    expect(proxy.requests).toHaveLength(0)
  })
})

describe('redirects', () => {
  const hosts = ['127.0.0.1', '[::1]', '169.254.169.254', '10.0.0.1', '[::ffff:10.0.0.1]']
  const cases = [301, 302, 303, 307, 308].flatMap((status) =>
    hosts.map((host) => [status, `http://${host}:9/`] as const),
  )
  it.each([...cases, [302, '//10.0.0.1/'] as const, [302, '\\\\10.0.0.1\\'] as const])(
    '%i to %s are refused and say which hop it was',
    async (status, location) => {
      const from = await redirectTo(location, status)
      const transport = transportWith({ allow: { loopbackAndPrivate: [from.name] } })
      await expect(get(transport, from.url)).rejects.toMatchObject({
        rule: 'E_IP',
        message: expect.stringContaining('Redirect 1: '),
      })
    },
  )

  it.each(['file:///etc/passwd', 'gopher://x/', 'ftp://x/', 'data:,x', 'javascript:0', 'ws://x/'])(
    'to %s are refused',
    async (location) => {
      const from = await redirectTo(location)
      await expect(get(transportWith(), from.url)).rejects.toMatchObject({ rule: 'E_SCHEME' })
    },
  )

  it('to an address with a user name are refused', async () => {
    const from = await redirectTo('http://allowed@127.0.0.1/')
    await expect(get(transportWith(), from.url)).rejects.toMatchObject({ rule: 'E_USERINFO' })
  })

  it('on the same origin are followed with everything', async () => {
    const api = await upstream((request, response) => {
      if (request.url === '/ok') response.end('ok')
      else response.writeHead(302, { location: '/ok' }).end('moved')
    })
    const headers: HeaderList = [['Authorization', 'Bearer t']]
    const answer = await get(transportWith(), `${api.url}/from`, { headers })
    expect(answer).toMatchObject({
      text: 'ok',
      url: `${api.url}/ok`,
      redirects: [{ status: 302, url: `${api.url}/from` }],
    })
    expect(api.requests[1]?.headers.authorization).toBe('Bearer t')
    expect(api.sockets.size).toBe(1)
  })

  it('to another origin leave every credential behind', async () => {
    const to = await upstream((_request, response) => response.end('there'))
    const from = await redirectTo(`${to.url}/there`)
    const headers: HeaderList = [
      ['Authorization', 'Bearer t'],
      ['Cookie', 'session=t'],
      ['X-API-Key', 't'],
      ['X-Trace', 'kept'],
    ]
    const options = { credentialHeaders: ['x-api-key'] }
    const answer = await get(transportWith(), `${from.url}/?key=t`, { headers }, options)
    expect(answer.text).toBe('there')
    const sent = to.requests[0]
    expect(sent?.headers).not.toHaveProperty('authorization')
    expect(sent?.headers).not.toHaveProperty('cookie')
    expect(sent?.headers).not.toHaveProperty('x-api-key')
    expect(sent?.headers).not.toHaveProperty('referer')
    expect(sent?.headers['x-trace']).toBe('kept')
    expect(sent?.url).toBe('/there')
  })

  it('to another origin do not carry a body', async () => {
    const to = await upstream((_request, response) => response.end())
    const from = await redirectTo(to.url, 307)
    const call = get(transportWith(), from.url, { method: 'POST', body: 'secret' })
    await expect(call).rejects.toMatchObject({ rule: 'E_REDIRECT_BODY' })
    expect(to.requests).toHaveLength(0)
  })

  it.each([
    [301, 'POST', 'GET'],
    [302, 'POST', 'GET'],
    [303, 'PUT', 'GET'],
    [307, 'POST', 'POST'],
    [308, 'PUT', 'PUT'],
    [303, 'HEAD', 'HEAD'],
  ])('with %i turn %s into %s', async (status, method, then) => {
    const api = await upstream((request, response) => {
      if (request.url === '/ok') response.end()
      else response.writeHead(status, { location: '/ok' }).end()
    })
    const body = method === 'HEAD' ? undefined : '{}'
    const headers: HeaderList = [['Content-Type', 'application/json']]
    await get(transportWith(), api.url, { method, body, headers })
    expect(api.requests[1]?.method).toBe(then)
    expect(api.requests[1]?.headers['content-type']).toBe(
      then === 'GET' ? undefined : 'application/json',
    )
  })

  it('end after five', async () => {
    const api = await upstream((_request, response) => {
      response.writeHead(302, { location: '/again' }).end()
    })
    await expect(get(transportWith(), api.url)).rejects.toMatchObject({
      code: 'too_many_redirects',
    })
    expect(api.requests).toHaveLength(6)
  })

  it.each([200, 201, 300, 304, 305])('are not seen in status %i', async (status) => {
    const from = await redirectTo('/elsewhere', status)
    expect((await get(transportWith(), from.url)).status).toBe(status)
    expect(from.requests).toHaveLength(1)
  })

  it('are not seen in Refresh, Alt-Svc or a status without Location', async () => {
    const api = await upstream((_request, response) => {
      response.writeHead(302, { refresh: '0; url=/x', 'alt-svc': 'h2="10.0.0.1:443"' }).end('stay')
    })
    expect((await get(transportWith(), api.url)).text).toBe('stay')
    expect(api.requests).toHaveLength(1)
  })

  it('with two addresses are refused', async () => {
    const url = await rawUpstream((socket) => {
      socket.end('HTTP/1.1 302 Found\r\nlocation: /a\r\nlocation: /b\r\ncontent-length: 0\r\n\r\n')
    })
    await expect(get(transportWith(), url)).rejects.toMatchObject({ rule: 'E_PROTOCOL' })
  })

  it('are handed back when they are not to be followed', async () => {
    const from = await redirectTo('/elsewhere')
    const answer = await get(transportWith(), from.url, {}, { followRedirects: false })
    expect(answer).toMatchObject({ status: 302, redirects: [] })
  })
})

describe('headers and methods', () => {
  it.each([
    ['Host', 'evil.example'],
    ['Content-Length', '5'],
    ['Transfer-Encoding', 'chunked'],
    ['Upgrade', 'websocket'],
    ['Connection', 'upgrade'],
    ['Expect', '100-continue'],
    ['X-A\r\nX-B', 'x'],
    ['X-A', 'x\r\nX-B: y'],
    ['X-A', 'x\u0000'],
    ['', 'x'],
  ])('%j: %j is refused', async (name, value) => {
    const { url, requests } = await upstream((_request, response) => response.end())
    const call = get(transportWith(), url, { headers: [[name, value]] })
    await expect(call).rejects.toMatchObject({ rule: 'E_HEADER' })
    expect(requests).toHaveLength(0)
  })

  it('of framing pass when they say what happens anyway', async () => {
    const { url, name, requests } = await upstream((_request, response) => response.end())
    const headers: HeaderList = [
      ['Host', name],
      ['Connection', 'keep-alive'],
      ['Content-Length', '2'],
    ]
    await get(transportWith(), url, { method: 'POST', headers, body: '{}' })
    expect(requests[0]?.headers).toMatchObject({ host: name, 'content-length': '2' })
  })

  it.each(['CONNECT', 'TRACE', 'TRACK', 'trace', 'GET /x', ''])('%j is refused', async (method) => {
    const { url } = await upstream((_request, response) => response.end())
    await expect(get(transportWith(), url, { method })).rejects.toMatchObject({ rule: 'E_METHOD' })
  })
})

describe('other dispatchers', () => {
  it('do not replace ours', async () => {
    const { getGlobalDispatcher, MockAgent, setGlobalDispatcher } = await import('undici')
    const before = getGlobalDispatcher()
    cleanups.push(() => setGlobalDispatcher(before))
    const mock = new MockAgent()
    mock.disableNetConnect()
    setGlobalDispatcher(mock)
    const { url } = await upstream((_request, response) => response.end('ours'))
    expect((await get(transportWith(), url)).text).toBe('ours')
  })
})
