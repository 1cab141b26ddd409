/** Characters of lines that are sent together at most. */
const charactersTogether = 64 * 1024

/**
 * Sends lines as they come, those that are there at the same time together: a page of a run is several
 * lines, and a line of its own costs a write to the socket. The reader's pace is the source's pace, and
 * a reader that leaves ends the source; `onLeave` is called first, to end what the source waits for.
 */
export function ndjsonResponse(lines: AsyncIterable<string>, onLeave?: () => void): Response {
  const source = lines[Symbol.asyncIterator]()
  const encoder = new TextEncoder()
  let next: Promise<IteratorResult<string>> | undefined
  const body = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        let text = ''
        do {
          const { done, value } = await (next ?? source.next())
          next = undefined
          if (done) return controller.close()
          text += `${value}\n`
          if (text.length >= charactersTogether) break
          next = source.next()
        } while (await isThere(next))
        controller.enqueue(encoder.encode(text))
      },
      async cancel() {
        onLeave?.()
        await source.return?.(undefined)
      },
    },
    // Nothing is asked for before there is a reader.
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

/** Whether a line comes without waiting for anything outside. The end and a failure wait their turn. */
async function isThere(next: Promise<IteratorResult<string>>): Promise<boolean> {
  let isLine = false
  next.then(
    ({ done }) => {
      isLine = !done
    },
    () => undefined,
  )
  await new Promise((resolve) => setImmediate(resolve))
  return isLine
}
