import type { EngineResponse } from '../response'
import { isTruthy } from '../values/compare'
import { isList, isObject, type Json } from '../values/value'

/** Where APIs put what went wrong, most telling first. */
const keys = [
  'message',
  'messages',
  'error',
  'errors',
  'failures',
  'failure',
  'detail',
  'err',
  'error_message',
  'msg',
  'reason',
  'status_message',
]

/** What an answer says went wrong; the whole text when it is no JSON, undefined when it says nothing. */
export async function errorText(response: EngineResponse): Promise<string | undefined> {
  const body = await response.json()
  return body === undefined ? response.text() : textWithin(body, 0)
}

function textWithin(body: Json, depth: number): string | undefined {
  if (typeof body === 'string') return body
  if (depth > 100) return undefined
  if (isList(body)) {
    const texts = (body as readonly Json[]).map((item) => textWithin(item, depth + 1))
    return texts.filter((text) => text !== undefined).join(', ')
  }
  if (!isObject(body)) return undefined
  const object = body as { readonly [key: string]: Json }
  const key = keys.find((each) => Object.hasOwn(object, each) && isTruthy(object[each] ?? null))
  return key === undefined ? undefined : textWithin(object[key] ?? null, depth + 1)
}
