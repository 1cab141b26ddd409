/**
 * Sends lines as they come, each one at once. The reader's pace is the source's pace, and a reader
 * that leaves ends the source; `onLeave` is called first, to end what the source waits for.
 */
export function ndjsonResponse(lines: AsyncIterable<string>, onLeave?: () => void): Response {
  const source = lines[Symbol.asyncIterator]()
  const encoder = new TextEncoder()
  const body = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { done, value } = await source.next()
        if (done) controller.close()
        else controller.enqueue(encoder.encode(`${value}\n`))
      },
      async cancel() {
        onLeave?.()
        await source.return?.(undefined)
      },
    },
    // Nothing is read ahead of the reader.
    { highWaterMark: 0 },
  )
  return new Response(body, {
    headers: {
      'content-type': 'application/x-ndjson',
      'cache-control': 'no-store, no-transform',
      'x-content-type-options': 'nosniff',
    },
  })
}
