import { z } from 'zod'
import { defineComponent } from '../component'
import { type Json, isList } from '../values/value'
import type { Decoder } from './decoder'

/** Bodies of a parsed JSON response: the items of a list, or the value itself. */
export function bodiesOf(body: Json | undefined): readonly Json[] {
  if (body === undefined || body === null) return [{}]
  if (!isList(body)) return [body]
  return body.length === 0 ? [{}] : (body as readonly Json[])
}

/** The decoder of a retriever that has none. Never fails: what is no JSON is an empty object. */
export const plainJson: Decoder = {
  async *decode(response) {
    yield bodiesOf(await response.json())
  },
  isStreaming: false,
  canPaginate: true,
}

export const jsonDecoder = defineComponent({
  schema: z
    .object({ type: z.literal('JsonDecoder') })
    .meta({ title: 'JSON', description: 'The body is one JSON value.' }),
  create: (): Decoder => plainJson,
})
