import type { z } from 'zod'
import { getRunEvents } from '../contracts/runs'
import {
  generatedStreams,
  observedEventSchema,
  type TestReadBody,
  testRead,
} from '../contracts/test-reads'
import { parseJson } from '../engine/values/json'
import type { ObservedEvent } from '../testread/test-read'
import { send } from './call'

type GeneratedStreamsBody = z.input<typeof generatedStreams.body>

/**
 * Runs a test read and yields its events as they arrive. Aborting the signal, or leaving the loop,
 * closes the connection, and that stops the call which is under way.
 *
 * @throws CallFailed when the read could not begin; later failures are `error` events
 */
export async function* streamTestRead(
  { projectId, ...body }: TestReadBody & { readonly projectId: string },
  signal: AbortSignal,
): AsyncGenerator<ObservedEvent> {
  yield* eventsOf(await send(testRead, { params: { projectId }, body, signal }))
}

/**
 * Asks for the streams that dynamic definitions make and yields what happens: calls, and a
 * `generated` event for each definition.
 *
 * @throws CallFailed when it could not begin; later failures are `error` events
 */
export async function* streamGeneratedStreams(
  { projectId, ...body }: GeneratedStreamsBody & { readonly projectId: string },
  signal: AbortSignal,
): AsyncGenerator<ObservedEvent> {
  yield* eventsOf(await send(generatedStreams, { params: { projectId }, body, signal }))
}

/** Yields the events of a stored run. */
export async function* streamRunEvents(
  params: { readonly projectId: string; readonly runId: string },
  signal: AbortSignal,
): AsyncGenerator<ObservedEvent> {
  yield* eventsOf(await send(getRunEvents, { params, signal }))
}

async function* eventsOf(response: Response): AsyncGenerator<ObservedEvent> {
  if (!response.body) return
  for await (const line of linesOf(response.body)) {
    yield observedEventSchema.parse(parseJson(line))
  }
}

/** Splits bytes into lines of text; one chunk may hold many lines or a part of one. */
export async function* linesOf(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const reader = body.getReader()
  const decoder = new TextDecoder()
  const parts: string[] = []
  try {
    while (true) {
      const { done, value } = await reader.read()
      if (done) break
      const [first = '', ...rest] = decoder.decode(value, { stream: true }).split('\n')
      parts.push(first)
      for (const next of rest) {
        const line = parts.join('')
        parts.length = 0
        parts.push(next)
        if (line !== '') yield line
      }
    }
    const last = parts.join('') + decoder.decode()
    if (last !== '') yield last
  } finally {
    await reader.cancel().catch(() => undefined)
  }
}
