import 'server-only'
import { importCharactersMax } from '../../contracts/imports'
import type { HttpResponse } from '../../engine/transport'
import { createGuardedTransport, type GuardedTransport } from '../egress/guarded-transport'
import { env } from '../env'
import { AppError } from '../errors'
import { practiceServer } from '../practice/practice-server'
import { documentBehind, isPage } from './discover'

const limits = {
  connectMs: 10_000,
  readMs: 15_000,
  totalMs: 30_000,
  bodyBytes: importCharactersMax,
}

/** A page, the script that it names, the document. */
const hopsMax = 3

interface Wanted {
  readonly url: string
  /** A loopback or private target that a person permitted for this once, `host:port`. */
  readonly allow?: string | undefined
  readonly signal: AbortSignal
}

/**
 * Fetches a description of an API, or the one behind a page of Swagger UI, Redoc or Scalar. Sends no
 * credentials and keeps nothing. Private targets: the practice API, and what `allow` names.
 *
 * @throws TransportError `target_needs_permission` and the others of the guarded transport
 * @throws AppError `not_found` for an answer outside 2xx, and for a page that names no document
 */
export async function fetchDescription({ url, allow, signal }: Wanted) {
  const practice = practiceServer()
  const transport = createGuardedTransport({
    allow: {
      loopbackAndPrivate: [
        ...(allow === undefined ? [] : [allow]),
        ...(practice ? [`127.0.0.1:${practice.port}`, `localhost:${practice.port}`] : []),
      ],
    },
    forbiddenPorts: [env().port],
    limits,
  })
  try {
    return await follow(transport, url, signal)
  } finally {
    await transport.close()
  }
}

async function follow(transport: GuardedTransport, first: string, signal: AbortSignal) {
  let url = first
  for (let hop = 0; hop < hopsMax; hop += 1) {
    const response = await get(transport, url, signal)
    const text = await textOf(response)
    const isScript = /\.js(?:$|\?)/.test(new URL(response.url).pathname)
    if (!isPage(text) && !isScript) return { name: nameOf(response.url), text }
    const next = documentBehind(text, isScript ? new URL('./', response.url).href : response.url)
    if (next === undefined || next === url) break
    url = next
  }
  throw new AppError(
    'not_found',
    'This page names no OpenAPI document. Give the address of the document itself.',
  )
}

async function get(transport: GuardedTransport, url: string, signal: AbortSignal) {
  const headers = [
    ['accept', 'application/json, application/yaml, text/yaml, text/html;q=0.8, */*;q=0.5'],
  ] as const
  const response = await transport({ method: 'GET', url, headers }, { signal })
  if (response.status >= 200 && response.status < 300) return response
  throw new AppError('not_found', `${new URL(response.url).host} answered ${response.status}`)
}

async function textOf({ body }: HttpResponse): Promise<string> {
  const decoder = new TextDecoder()
  const parts: string[] = []
  for await (const chunk of body) parts.push(decoder.decode(chunk, { stream: true }))
  parts.push(decoder.decode())
  return parts.join('').replaceAll('\u0000', '')
}

/** The address without its query, which may hold a key. */
function nameOf(url: string): string {
  const { host, pathname } = new URL(url)
  return `${host}${pathname}`.slice(0, 300)
}
