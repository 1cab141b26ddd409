import { createShopData, type ShopData } from './data'
import { documentationPage } from './documentation'
import { answerExport, ExportJobs } from './export-jobs'
import { filterRows } from './filters'
import { formats } from './formats'
import { Gate } from './gate'
import { writeJson } from './json'
import { openApiDocument } from './openapi'
import { BadParameter, pagings } from './paging'
import { recordKinds } from './record-kinds'
import { RequestLog } from './request-log'
import { type PracticeRoute, practiceRoutes } from './routes'
import { grantToken, type SignIn, signIns } from './sign-in'
import { errorAnswer, keepDelay, TroubleMemory, type TroubleRequest, troubles } from './trouble'

export interface PracticeApiOptions {
  /** Milliseconds since 1970. */
  readonly now?: () => number
  /** Resolves after `ms`, or as soon as `signal` aborts. */
  readonly wait?: (ms: number, signal: AbortSignal) => Promise<void>
  /** How many requests `GET /_log` remembers. Default 500. */
  readonly logSize?: number
}

interface Api {
  readonly data: ShopData
  readonly log: RequestLog
  readonly memory: TroubleMemory
  readonly gate: Gate
  readonly jobs: ExportJobs
  readonly now: () => number
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>
}

type PathValues = Readonly<Record<string, string>>

/**
 * A small shop as an HTTP API: every kind of page, sign-in and error that connectors meet.
 *
 * The data is the same on every machine; nothing is random. `request.signal` tells that the caller
 * went away; `GET /_log` shows when. `POST /_hold` holds answers back, `POST /_let-go` gives the
 * oldest (409 when none is held). `POST /_reset` forgets the log and the counters of faults, and
 * holds no answer any more.
 */
export function practiceApi(
  options: PracticeApiOptions = {},
): (request: Request) => Promise<Response> {
  const api: Api = {
    data: createShopData(),
    log: new RequestLog(options.logSize ?? 500),
    memory: new TroubleMemory(),
    gate: new Gate(),
    jobs: new ExportJobs(),
    now: options.now ?? Date.now,
    wait: options.wait ?? waitFor,
  }
  return async (request) => {
    const url = new URL(request.url)
    if (url.pathname.startsWith('/_')) return control(api, request, url)
    const entry = api.log.start(request, url, api.now)
    const response = await answer(api, request, url)
    if (!request.signal.aborted) {
      entry.status = response.status
      entry.answeredAt = api.now()
    }
    return response
  }
}

function control(api: Api, request: Request, url: URL): Response {
  if (url.pathname === '/_log' && request.method === 'GET') return Response.json(api.log)
  if (url.pathname === '/_reset' && request.method === 'POST') {
    api.log.clear()
    api.memory.clear()
    api.jobs.clear()
    api.gate.open()
    return noContent()
  }
  if (url.pathname === '/_hold' && request.method === 'POST') {
    api.gate.close()
    return noContent()
  }
  if (url.pathname === '/_let-go' && request.method === 'POST') {
    return api.gate.letOneGo()
      ? noContent()
      : errorAnswer(409, 'nothing_held', 'No answer is held back')
  }
  return notFound(url)
}

function noContent(): Response {
  return new Response(null, { status: 204 })
}

async function answer(api: Api, request: Request, url: URL): Promise<Response> {
  if (url.pathname === '/oauth/token') {
    return request.method === 'POST' ? grantToken(request, api.now()) : methodNotAllowed('POST')
  }
  if (url.pathname.startsWith('/v1/exports')) {
    if (!signIns.bearer.accepts(request, url, api.now())) return unauthorized('bearer')
    return answerExport(api.jobs, api.data, request, url) ?? notFound(url)
  }
  if (request.method !== 'GET') return methodNotAllowed('GET')
  if (url.pathname === '/') {
    return new Response(documentationPage(url.origin), {
      headers: { 'content-type': 'text/html; charset=utf-8' },
    })
  }
  if (url.pathname === '/openapi.json') return Response.json(openApiDocument(url.origin, api.data))

  const found = findRoute(url.pathname)
  if (found === undefined) return notFound(url)
  try {
    return await answerRoute(api, request, url, found.route, found.values)
  } catch (error) {
    if (error instanceof BadParameter) return errorAnswer(400, 'bad_parameter', error.message)
    throw error
  }
}

async function answerRoute(
  api: Api,
  request: Request,
  url: URL,
  route: PracticeRoute,
  values: PathValues,
): Promise<Response> {
  if (!signIns[route.signIn].accepts(request, url, api.now())) return unauthorized(route.signIn)
  const call: TroubleRequest = { request, url, now: api.now, wait: api.wait, memory: api.memory }
  await api.gate.pass(request.signal)
  await keepDelay(call)
  const fault = route.trouble && (await troubles[route.trouble].meet(call))
  return fault ?? recordsAnswer(api.data, url, route, values)
}

function recordsAnswer(
  data: ShopData,
  url: URL,
  route: PracticeRoute,
  values: PathValues,
): Response {
  const kind = recordKinds[route.records]
  const rows = kind.list(data, values)
  if (rows === undefined) return notFound(url)
  if (route.isSingle) {
    const row = rows.find((each) => each[kind.primaryKey] === Object.values(values).at(-1))
    if (row === undefined) return notFound(url)
    return new Response(writeJson(row), { headers: { 'content-type': 'application/json' } })
  }
  const kept = filterRows(rows, url, route.filters ?? [])
  const page = pagings[route.paging].page(kept, url, kind.primaryKey)
  const format = formats[route.format ?? 'json']
  return new Response(format.write(page, route.recordsPath), {
    headers: { 'content-type': format.contentType, ...page.headers },
  })
}

function unauthorized(signIn: SignIn): Response {
  const { title, challenge } = signIns[signIn]
  const headers = challenge === undefined ? {} : { 'www-authenticate': challenge }
  return errorAnswer(401, 'unauthorized', `This endpoint needs: ${title}`, headers)
}

function notFound(url: URL): Response {
  return errorAnswer(404, 'not_found', `There is nothing at ${url.pathname}`)
}

function methodNotAllowed(allow: string): Response {
  return errorAnswer(405, 'method_not_allowed', `Use ${allow}`, { allow })
}

const matchers = practiceRoutes.map((route) => ({
  route,
  pattern: new RegExp(`^${route.path.replace(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`),
}))

function findRoute(path: string): { route: PracticeRoute; values: PathValues } | undefined {
  for (const { route, pattern } of matchers) {
    const match = pattern.exec(path)
    if (match) return { route, values: decodeAll(match.groups ?? {}) }
  }
  return undefined
}

function decodeAll(values: PathValues): PathValues {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, decodeOrKeep(value)]),
  )
}

function decodeOrKeep(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

function waitFor(ms: number, signal: AbortSignal): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  if (signal.aborted) resolve()
  const timer = setTimeout(resolve, ms)
  signal.addEventListener(
    'abort',
    () => {
      clearTimeout(timer)
      resolve()
    },
    { once: true },
  )
  return promise
}
