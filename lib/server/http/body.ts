import { parseJson } from '../../engine/values/json'
import type { Json } from '../../engine/values/value'
import { AppError } from '../errors'

/**
 * Reads a JSON body of limited size; undefined when there is none. Numbers keep their digits.
 *
 * @throws AppError `body_too_large`, `not_json` (another content type) or `invalid_request`
 */
export async function readJsonBody(request: Request, bytesMax: number): Promise<Json | undefined> {
  const text = await readText(request, bytesMax)
  if (text === '') return undefined
  const type = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase()
  // A form of another site can post text/plain; it cannot post JSON without asking first.
  if (type !== 'application/json') {
    throw new AppError('not_json', 'Send the body as application/json')
  }
  const body = parseBody(text)
  if (hasNul(body)) {
    throw new AppError(
      'invalid_request',
      'The text holds a NUL character (U+0000), which neither YAML nor the database can hold. Remove it.',
    )
  }
  return body
}

async function readText(request: Request, bytesMax: number): Promise<string> {
  if (!request.body) return ''
  if (Number(request.headers.get('content-length') ?? 0) > bytesMax) throw tooLarge(bytesMax)
  const decoder = new TextDecoder()
  const parts: string[] = []
  let bytes = 0
  for await (const chunk of request.body as unknown as AsyncIterable<Uint8Array>) {
    bytes += chunk.byteLength
    if (bytes > bytesMax) throw tooLarge(bytesMax)
    parts.push(decoder.decode(chunk, { stream: true }))
  }
  parts.push(decoder.decode())
  return parts.join('')
}

function tooLarge(bytesMax: number): AppError {
  return new AppError(
    'body_too_large',
    `The request is larger than ${(bytesMax / 1_000_000).toLocaleString('en')} MB`,
  )
}

function parseBody(text: string): Json {
  try {
    return parseJson(text)
  } catch (cause) {
    throw new AppError('invalid_request', 'The request body is not JSON', { cause })
  }
}

function hasNul(value: Json): boolean {
  const pending: Json[] = [value]
  while (pending.length > 0) {
    const next = pending.pop()
    if (typeof next === 'string' && next.includes('\u0000')) return true
    if (typeof next === 'object' && next !== null) pending.push(...partsOf(next))
  }
  return false
}

/** Items of a list; keys and values of an object. */
function partsOf(value: object): Json[] {
  if (Array.isArray(value)) return value
  return Object.entries(value as Record<string, Json>).flat()
}
