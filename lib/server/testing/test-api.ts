import { join } from 'node:path'
import type { z } from 'zod'
import type { Contract } from '../../contracts/contract'
import { parseJson, stringifyJson } from '../../engine/values/json'
import type { Json } from '../../engine/values/value'
import { createSession, sessionCookieName } from '../auth/session'
import type { RouteHandler } from '../http/handle'

interface Asked {
  readonly params?: Readonly<Record<string, string>> | undefined
  readonly query?: string | undefined
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>> | undefined
  readonly signal?: AbortSignal | undefined
}

const origin = 'http://127.0.0.1:3000'

/** The route handler that serves a contract, as Next would find it. */
export async function routeOf(contract: Contract): Promise<RouteHandler | undefined> {
  const folder = contract.path.replaceAll(/:(\w+)/g, '[$1]')
  const module = await import(join(process.cwd(), 'app', folder, 'route.ts'))
  return module[contract.method]
}

/** Calls routes as a browser of this studio that is signed in as a member. */
export async function signedIn(memberId: string) {
  const cookie = `${sessionCookieName()}=${await createSession(memberId)}`
  const ask = (contract: Contract, { headers, ...asked }: Asked = {}) =>
    askRoute(contract, { ...asked, headers: { cookie, ...headers } })

  /** The parsed answer. Throws what the problem document says. */
  async function call<C extends Contract>(
    contract: C,
    asked: Asked = {},
  ): Promise<z.output<C['reply']>> {
    const response = await ask(contract, asked)
    const text = await response.text()
    if (!response.ok) throw new Error(text)
    return contract.reply.parse(parseJson(text)) as z.output<C['reply']>
  }

  return { ask, call }
}

/** Calls a route with the headers of a page of this studio; nobody is signed in. */
export async function askRoute(contract: Contract, asked: Asked = {}): Promise<Response> {
  const { params = {}, query = '', body, headers, signal } = asked
  const handler = await routeOf(contract)
  if (!handler) throw new Error(`${contract.method} ${contract.path} has no route`)
  const path = contract.path.replaceAll(/:(\w+)/g, (_, name: string) => params[name] ?? 'x')
  const request = new Request(origin + path + query, {
    method: contract.method,
    headers: {
      host: '127.0.0.1:3000',
      origin,
      'sec-fetch-site': 'same-origin',
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body !== undefined && { body: stringifyJson(body as Json) }),
    ...(signal && { signal }),
  })
  return handler(request, { params: Promise.resolve(params) })
}
