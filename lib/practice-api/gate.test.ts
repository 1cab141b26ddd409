import { describe, expect, it } from 'vitest'
import { practiceApi } from './practice-api'

const origin = 'http://127.0.0.1:4000'
const headers = { authorization: 'Bearer practice-token' }

function heldApi() {
  const api = practiceApi()
  const arrived: string[] = []
  const post = (path: string) => api(new Request(`${origin}${path}`, { method: 'POST' }))
  const ask = async (path: string, signal?: AbortSignal) => {
    const request = new Request(`${origin}${path}`, { headers, ...(signal && { signal }) })
    const { status } = await api(request)
    arrived.push(`${path} ${status}`)
  }
  return { post, ask, arrived }
}

describe('answers that are held back', () => {
  it('go one at a time, the oldest first', async () => {
    const { post, ask, arrived } = heldApi()
    await post('/_hold')
    const answers = [ask('/v1/orders?limit=1'), ask('/v1/orders?limit=2')]
    expect((await post('/_let-go')).status).toBe(204)
    await answers[0]
    expect(arrived).toEqual(['/v1/orders?limit=1 200'])
    await post('/_let-go')
    await answers[1]
    expect(arrived).toEqual(['/v1/orders?limit=1 200', '/v1/orders?limit=2 200'])
    expect((await post('/_let-go')).status).toBe(409)
  })

  it('all go on reset, and the next is not held', async () => {
    const { post, ask, arrived } = heldApi()
    await post('/_hold')
    const held = ask('/v1/products')
    await post('/_reset')
    await held
    await ask('/v1/customers')
    expect(arrived).toEqual(['/v1/products 200', '/v1/customers 200'])
  })

  it('make room for the next when their caller goes away', async () => {
    const { post, ask, arrived } = heldApi()
    await post('/_hold')
    const leaving = new AbortController()
    const left = ask('/v1/orders', leaving.signal)
    const stays = ask('/v1/products')
    leaving.abort()
    await left
    await post('/_let-go')
    await stays
    expect(arrived.at(-1)).toBe('/v1/products 200')
  })
})
