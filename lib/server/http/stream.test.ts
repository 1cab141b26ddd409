import { describe, expect, it } from 'vitest'
import { linesOf } from '../../client/test-read'
import { ndjsonResponse } from './stream'

describe('streaming lines', () => {
  it('sends each line at once and asks for the next only when it was read', async () => {
    const made: number[] = []
    async function* lines() {
      for (let number = 1; number <= 3; number += 1) {
        made.push(number)
        yield String(number)
      }
    }
    const response = ndjsonResponse(lines())
    const reader = linesOf(response.body as ReadableStream<Uint8Array>)
    expect(made).toEqual([])
    expect((await reader.next()).value).toBe('1')
    expect(made.length).toBeLessThanOrEqual(2)
    expect((await reader.next()).value).toBe('2')
    expect((await reader.next()).value).toBe('3')
    expect((await reader.next()).done).toBe(true)
  })

  it('ends the source when the reader leaves, in the middle of a wait too', async () => {
    const leave = Promise.withResolvers<void>()
    let isOver = false
    async function* lines() {
      try {
        yield '1'
        await leave.promise
        yield '2'
      } finally {
        isOver = true
      }
    }
    const response = ndjsonResponse(lines(), () => leave.resolve())
    const reader = response.body?.getReader()
    await reader?.read()
    await reader?.cancel()
    expect(isOver).toBe(true)
  })

  it('is read whole however it is cut into chunks', async () => {
    const bytes = new TextEncoder().encode('{"a":"ä💧"}\n\n{"b":2}\n{"c":3}')
    for (const size of [1, 2, 3, 7, 100]) {
      const body = new ReadableStream<Uint8Array>({
        start(controller) {
          for (let at = 0; at < bytes.length; at += size) {
            controller.enqueue(bytes.subarray(at, at + size))
          }
          controller.close()
        },
      })
      const lines: string[] = []
      for await (const line of linesOf(body)) lines.push(line)
      expect(lines).toEqual(['{"a":"ä💧"}', '{"b":2}', '{"c":3}'])
    }
  })
})
