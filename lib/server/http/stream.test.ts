import { describe, expect, it } from 'vitest'
import { linesOf } from '../../client/test-read'
import { ndjsonResponse } from './stream'

describe('streaming lines', () => {
  it('asks for nothing before there is a reader, and sends lines that are there together', async () => {
    const made: number[] = []
    async function* lines() {
      for (let number = 1; number <= 3; number += 1) {
        made.push(number)
        yield String(number)
      }
    }
    const reader = ndjsonResponse(lines()).body?.getReader()
    expect(made).toEqual([])
    expect(new TextDecoder().decode((await reader?.read())?.value)).toBe('1\n2\n3\n')
    expect((await reader?.read())?.done).toBe(true)
  })

  it('sends a line that is there without waiting for the next', async () => {
    const second = Promise.withResolvers<void>()
    async function* lines() {
      yield '1'
      await second.promise
      yield '2'
    }
    const reader = linesOf(ndjsonResponse(lines()).body as ReadableStream<Uint8Array>)
    expect((await reader.next()).value).toBe('1')
    second.resolve()
    expect((await reader.next()).value).toBe('2')
    expect((await reader.next()).done).toBe(true)
  })

  it('gives the lines before a failure, and then fails', async () => {
    async function* lines() {
      yield '1'
      throw new Error('broken')
    }
    const reader = ndjsonResponse(lines()).body?.getReader()
    expect(new TextDecoder().decode((await reader?.read())?.value)).toBe('1\n')
    await expect(reader?.read()).rejects.toThrow('broken')
  })

  it('asks for no more than it sends while nobody reads', async () => {
    let made = 0
    async function* lines() {
      while (true) {
        made += 1
        yield 'x'.repeat(40_000)
      }
    }
    const reader = ndjsonResponse(lines()).body?.getReader()
    await reader?.read()
    expect(made).toBe(2)
    await reader?.cancel()
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
