import { describe, expect, it } from 'vitest'
import { Float } from '../../engine/values/value'
import { readJsonBody } from './body'

function aRequest(body: BodyInit, headers: Record<string, string> = {}) {
  return new Request('http://127.0.0.1/', {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json', ...headers },
    duplex: 'half',
  } as RequestInit)
}

const megabyte = 1_000_000

describe('reading a JSON body', () => {
  it('keeps whole numbers of any size and whole floats', async () => {
    const body = await readJsonBody(aRequest('{"id":12345678901234567890,"rate":10.0}'), megabyte)
    expect(body).toEqual({ id: 12345678901234567890n, rate: new Float(10) })
  })

  it('gives nothing when there is none', async () => {
    expect(await readJsonBody(new Request('http://127.0.0.1/'), megabyte)).toBeUndefined()
  })

  it('stops at the size limit, announced or not', async () => {
    const chunk = new TextEncoder().encode(' '.repeat(1_000))
    let sent = 0
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += 1
        controller.enqueue(chunk)
      },
    })
    await expect(readJsonBody(aRequest(endless), 10_000)).rejects.toMatchObject({
      code: 'body_too_large',
    })
    expect(sent).toBeLessThan(20)
    const announced = aRequest('{}', { 'content-length': '10001' })
    await expect(readJsonBody(announced, 10_000)).rejects.toMatchObject({ code: 'body_too_large' })
  })

  it('refuses other content types, which forms of other sites can send', async () => {
    const form = aRequest('{"a":1}', { 'content-type': 'text/plain' })
    await expect(readJsonBody(form, megabyte)).rejects.toMatchObject({ code: 'not_json' })
  })

  it.each(['{', '[1,', 'nonsense'])('refuses %s', async (text) => {
    await expect(readJsonBody(aRequest(text), megabyte)).rejects.toMatchObject({
      code: 'invalid_request',
    })
  })

  it.each(['{"text":"a\\u0000b"}', '[[{"\\u0000":1}]]'])(
    'refuses a NUL character in %s, which PostgreSQL cannot store',
    async (text) => {
      await expect(readJsonBody(aRequest(text), megabyte)).rejects.toThrow(/NUL/)
    },
  )
})
