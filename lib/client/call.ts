import type { z } from 'zod'
import type { Contract } from '../contracts/contract'
import { type ProblemDocument, problemDocumentSchema } from '../contracts/problem'
import { parseJson, stringifyJson } from '../engine/values/json'
import type { Json } from '../engine/values/value'

/** What a call is made with; parts that a contract does not have are left out. */
export type CallInput<C extends Contract> = InputPart<'params', C['params']> &
  InputPart<'query', C['query']> &
  InputPart<'body', C['body']> & { readonly signal?: AbortSignal | undefined }

type InputPart<Key extends string, Schema extends z.ZodType> =
  IsEmpty<z.input<Schema>> extends true
    ? { readonly [K in Key]?: undefined }
    : Record<never, never> extends z.input<Schema>
      ? { readonly [K in Key]?: z.input<Schema> }
      : { readonly [K in Key]: z.input<Schema> }

type IsEmpty<T> = [T] extends [undefined] ? true : [keyof T] extends [never] ? true : false

/**
 * The server said no, or could not be reached (`offline`, status 0).
 *
 * `problem.code` is stable; `problem.details` has the shape that the code promises, for example
 * `draftConflictSchema` for `draft_conflict`.
 */
export class CallFailed extends Error {
  override readonly name = 'CallFailed'
  readonly problem: ProblemDocument

  constructor(problem: ProblemDocument, options?: ErrorOptions) {
    super(problem.title, options)
    this.problem = problem
  }

  get code(): string {
    return this.problem.code
  }

  get status(): number {
    return this.problem.status
  }
}

/**
 * Calls an endpoint and gives its parsed answer. Numbers keep their digits on both ways.
 *
 * @throws CallFailed when the answer is a problem, or none came
 * @throws the signal's reason when aborted
 */
export async function call<C extends Contract>(
  contract: C,
  input: CallInput<C>,
): Promise<z.output<C['reply']>> {
  const response = await send(contract, input)
  const text = await readText(response)
  return contract.reply.parse(contract.format === 'json' ? parseJson(text) : text) as z.output<
    C['reply']
  >
}

/** Sends a request and hands the successful response over unread; for answers that are streamed. */
export async function send<C extends Contract>(
  contract: C,
  input: CallInput<C>,
): Promise<Response> {
  const { params, query, body, signal } = input as {
    params?: Record<string, unknown>
    query?: Record<string, unknown>
    body?: Json
    signal?: AbortSignal
  }
  const response = await fetch(urlOf(contract, params, query), {
    method: contract.method,
    ...(body !== undefined && {
      body: stringifyJson(body),
      headers: { 'content-type': 'application/json' },
    }),
    ...(signal && { signal }),
  }).catch((error: unknown) => {
    throw signal?.aborted ? error : offline(error)
  })
  if (!response.ok) throw new CallFailed(await problemOf(response))
  return response
}

/** The address of an endpoint, for links such as downloads. */
export function urlOf(
  contract: Contract,
  params: Readonly<Record<string, unknown>> = {},
  query: Readonly<Record<string, unknown>> = {},
): string {
  const path = contract.path.replaceAll(/:(\w+)/g, (_, name: string) =>
    encodeURIComponent(String(params[name])),
  )
  const given = Object.entries(query).filter(([, value]) => value !== undefined)
  if (given.length === 0) return path
  return `${path}?${new URLSearchParams(given.map(([name, value]) => [name, String(value)]))}`
}

async function readText(response: Response): Promise<string> {
  return response.text().catch((error: unknown) => {
    throw isAbort(error) ? error : offline(error)
  })
}

function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError'
}

function offline(cause: unknown): CallFailed {
  const title = 'The studio does not answer. Is it still running?'
  return new CallFailed({ type: 'about:blank', status: 0, code: 'offline', title }, { cause })
}

async function problemOf(response: Response): Promise<ProblemDocument> {
  const { status } = response
  const text = await readText(response)
  const parsed = problemDocumentSchema.safeParse(tryJson(text))
  if (parsed.success) return parsed.data
  return { type: 'about:blank', status, code: 'internal', title: `The studio answered ${status}` }
}

function tryJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
