import type { Requester } from '../requesters/requester'
import { EngineResponse } from '../response'
import type { StreamSlice } from '../slice'
import { stringifyJson } from '../values/json'
import type { Json } from '../values/value'

/** The extra field in which a partition brings its first page with it, taken from its parent. */
export const CHILD_RESPONSE = 'child_response'

/**
 * Answers the first request of a slice with what its parent record held, and sends the others.
 * Slices that bring nothing are asked for as usual.
 */
export function lazyFirstPage(requester: Requester): Requester {
  const begun = new WeakSet<StreamSlice>()
  return {
    ...requester,
    async send(ask, scope) {
      const held = ask.slice.extraFields[CHILD_RESPONSE]
      if (held === undefined || begun.has(ask.slice)) return requester.send(ask, scope)
      begun.add(ask.slice)
      return heldResponse(held)
    },
  }
}

function heldResponse(held: Json): EngineResponse {
  async function* body() {
    yield new TextEncoder().encode(stringifyJson(held))
  }
  return new EngineResponse({ status: 200, headers: [], url: '', redirects: [], body: body() })
}
