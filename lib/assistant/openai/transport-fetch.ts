import type { Transport } from '../../engine/transport'

/** The part of `fetch` that a client needs. */
export type Fetch = (input: string | URL | Request, init?: RequestInit) => Promise<Response>

const withoutBody = new Set([101, 204, 205, 304])

/**
 * A `fetch` that goes through a transport and so keeps to its rules. Redirects are not followed: a
 * question goes to the address that was set and to no other.
 *
 * @throws what the transport throws
 */
export function fetchThrough(transport: Transport): Fetch {
  return async (input, init = {}) => {
    const request = new Request(input, init)
    const text = init.body === undefined || init.body === null ? undefined : await request.text()
    const response = await transport(
      {
        method: request.method,
        url: request.url,
        headers: [...request.headers],
        ...(text === undefined ? {} : { body: text }),
      },
      {
        signal: init.signal ?? new AbortController().signal,
        credentialHeaders: ['authorization'],
        followRedirects: false,
      },
    )
    const headers = new Headers()
    for (const [name, value] of response.headers) {
      // The body is decoded already.
      if (!/^content-(encoding|length)$/i.test(name)) headers.append(name, value)
    }
    const body = withoutBody.has(response.status) ? null : streamOf(response.body)
    return new Response(body, { status: response.status, headers })
  }
}

function streamOf(body: AsyncIterable<Uint8Array>): ReadableStream<Uint8Array> {
  const chunks = body[Symbol.asyncIterator]()
  return new ReadableStream({
    async pull(controller) {
      try {
        const { done, value } = await chunks.next()
        if (done === true) controller.close()
        else controller.enqueue(value)
      } catch (error) {
        controller.error(error)
      }
    },
    async cancel() {
      await chunks.return?.()
    },
  })
}
