import { z } from 'zod'
import { defineComponent } from '../component'
import { ReadFailed } from '../errors'
import { isList, type Json } from '../values/value'
import type { Decoder } from './decoder'

/** Bodies of a parsed JSON response: the items of a list, or the value itself. */
function bodiesOf(body: Json | undefined): readonly Json[] {
  if (body === undefined || body === null) return [{}]
  if (!isList(body)) return [body]
  return body.length === 0 ? [{}] : (body as readonly Json[])
}

/** JSON inside an archive: what is no JSON is an error there. */
const strictJson: Decoder = {
  async *decode(response) {
    const body = await response.json()
    if (body === undefined || body === null) {
      throw new ReadFailed(
        'json_invalid',
        'api',
        'Response JSON data failed to be parsed. See logs for more information.',
      )
    }
    yield isList(body) ? (body as readonly Json[]) : [body]
  },
  isStreaming: false,
  canPaginate: true,
}

/** The decoder of a retriever that has none. Never fails: what is no JSON is an empty object. */
export const plainJson: Decoder = {
  async *decode(response) {
    yield bodiesOf(await response.json())
  },
  isStreaming: false,
  canPaginate: true,
  strict: strictJson,
}

export const jsonDecoder = defineComponent({
  schema: z
    .object({ type: z.literal('JsonDecoder') })
    .meta({ title: 'JSON', description: 'The body is one JSON value.' }),
  create: (): Decoder => plainJson,
})
