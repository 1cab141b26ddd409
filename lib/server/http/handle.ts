import 'server-only'
import { z } from 'zod'
import type { Contract } from '../../contracts/contract'
import { stringifyJson } from '../../engine/values/json'
import type { Json } from '../../engine/values/value'
import { type User, userOfRequest } from '../auth/session'
import { env } from '../env'
import { AppError } from '../errors'
import { readJsonBody } from './body'
import { isHostAllowed, requireSameOrigin } from './guard'
import { problemResponse } from './problem'
import { ndjsonResponse } from './stream'

/** What an endpoint is given: who asks, and input that its contract has parsed. */
export interface Call<C extends Contract> {
  readonly user: User
  readonly signal: AbortSignal
  readonly params: z.output<C['params']>
  readonly query: z.output<C['query']>
  readonly body: z.output<C['body']>
}

/** A route handler as Next calls it. */
export type RouteHandler = (
  request: Request,
  // Next gives none to routes without a dynamic segment.
  route: { readonly params: Promise<unknown> },
) => Promise<Response>

/** A file that a browser saves. */
export interface Download {
  readonly text: string
  readonly mediaType: string
  readonly fileName: string
}

/**
 * Wraps an endpoint in what every endpoint needs: a signed-in user, parsed input, a reply stripped
 * to its contract, and errors as problem documents.
 */
export function handle<C extends Contract>(
  contract: C,
  respond: (call: Call<C>) => Promise<z.input<C['reply']>>,
): RouteHandler {
  return answer(contract, async (call: Call<C>) => {
    const reply = contract.reply.parse(await respond(call))
    return new Response(stringifyJson(reply as Json), {
      headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
    })
  })
}

/**
 * Wraps an endpoint that streams lines of JSON. What it throws before its first line becomes a
 * problem document; after that it has to say so in its own lines.
 */
export function handleStream<C extends Contract>(
  contract: C,
  respond: (call: Call<C>) => Promise<AsyncIterable<string>>,
): RouteHandler {
  return answer(contract, async (call: Call<C>) => {
    const departure = new AbortController()
    const leave = () => departure.abort(new DOMException('The reader left', 'AbortError'))
    const signal = AbortSignal.any([call.signal, departure.signal])
    return ndjsonResponse(await respond({ ...call, signal }), leave)
  })
}

/** Wraps an endpoint that gives a file. */
export function handleDownload<C extends Contract>(
  contract: C,
  respond: (call: Call<C>) => Promise<Download>,
): RouteHandler {
  return answer(contract, async (call: Call<C>) => {
    const { text, mediaType, fileName } = await respond(call)
    return new Response(text, {
      headers: {
        'content-type': `${mediaType}; charset=utf-8`,
        'content-disposition': `attachment; filename="${fileName.replaceAll(/[^\w.-]/g, '_')}"`,
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
      },
    })
  })
}

const nobody: User = { id: '', workspaceId: '', name: '' }

function answer<C extends Contract>(
  contract: C,
  respond: (call: Call<C>) => Promise<Response>,
): RouteHandler {
  return async (request, route) => {
    try {
      const { host } = env()
      if (!isHostAllowed(request.headers.get('host'), host)) throw wrongHost()
      requireSameOrigin(request)
      return await respond({
        user: contract.isOpen ? nobody : await userOfRequest(request),
        signal: request.signal,
        params: parseInput<C['params']>(contract.params, (await route.params) ?? {}),
        query: parseInput<C['query']>(contract.query, queryOf(request)),
        body: parseInput<C['body']>(
          contract.body,
          await readJsonBody(request, contract.bodyBytesMax),
        ),
      })
    } catch (error) {
      return problemResponse(error)
    }
  }
}

function queryOf(request: Request): Record<string, string> {
  return Object.fromEntries(new URL(request.url).searchParams)
}

/** The one place where a failed parse means the caller was wrong. Anywhere else it is our bug. */
function parseInput<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  const [first] = parsed.error.issues
  const place = first?.path.join('.') ?? ''
  const reason = first?.message ?? ''
  throw new AppError('invalid_request', `The request is not valid. ${place}: ${reason}`, {
    details: z.flattenError(parsed.error),
  })
}

function wrongHost(): AppError {
  return new AppError(
    'host_not_allowed',
    'This studio answers on its own address only. To use another name, start it with HOST set.',
  )
}
