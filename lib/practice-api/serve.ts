import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type PracticeApiOptions, practiceApi } from './practice-api'

export interface PracticeServer {
  readonly port: number
  /** Without a slash at the end. */
  readonly url: string
  /** Ends open exchanges and frees the port. */
  close(): Promise<void>
}

export interface ServeOptions extends PracticeApiOptions {
  /** 0 takes any free port. Default 0. */
  readonly port?: number
}

/**
 * Serves the practice API on 127.0.0.1 only. A caller that leaves before it has the whole answer is
 * seen at once and logged.
 *
 * @throws the system's error when the port is taken (`EADDRINUSE`)
 */
export async function servePracticeApi(options: ServeOptions = {}): Promise<PracticeServer> {
  const handle = practiceApi(options)
  const server = createServer((incoming, outgoing) => {
    void exchange(handle, incoming, outgoing)
  })
  server.keepAliveTimeout = 30_000

  const listening = Promise.withResolvers<void>()
  server.once('error', listening.reject)
  server.listen(options.port ?? 0, '127.0.0.1', listening.resolve)
  await listening.promise
  server.off('error', listening.reject)

  const { port } = server.address() as AddressInfo
  return {
    port,
    url: `http://127.0.0.1:${port}`,
    async close() {
      const closed = Promise.withResolvers<void>()
      server.close(() => closed.resolve())
      server.closeAllConnections()
      await closed.promise
    },
  }
}

async function exchange(
  handle: (request: Request) => Promise<Response>,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const leaving = new AbortController()
  outgoing.once('close', () => {
    if (!outgoing.writableFinished) leaving.abort()
  })
  try {
    const response = await handle(await requestOf(incoming, leaving.signal))
    if (leaving.signal.aborted) return
    await send(response, outgoing)
  } catch (error) {
    if (leaving.signal.aborted) return
    console.error('The practice API failed', error)
    if (!outgoing.headersSent) outgoing.writeHead(500)
    outgoing.end()
  }
}

async function requestOf(incoming: IncomingMessage, signal: AbortSignal): Promise<Request> {
  const headers = new Headers()
  for (const [name, values] of Object.entries(incoming.headersDistinct)) {
    for (const value of values ?? []) headers.append(name, value)
  }
  const method = incoming.method ?? 'GET'
  const base = `http://${incoming.headers.host ?? '127.0.0.1'}`
  const chunks: Buffer[] = []
  for await (const chunk of incoming) chunks.push(chunk)
  const hasBody = method !== 'GET' && method !== 'HEAD'
  return new Request(new URL(incoming.url ?? '/', base), {
    method,
    headers,
    signal,
    ...(hasBody ? { body: Buffer.concat(chunks) } : {}),
  })
}

async function send(response: Response, outgoing: ServerResponse): Promise<void> {
  const body = response.body === null ? undefined : Buffer.from(await response.arrayBuffer())
  const headers = Object.fromEntries(response.headers)
  if (body !== undefined) headers['content-length'] = String(body.byteLength)
  outgoing.writeHead(response.status, headers)
  outgoing.end(body)
}
