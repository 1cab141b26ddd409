import { afterEach, describe, expect, it, vi } from 'vitest'
import { saveDraft } from '../contracts/drafts'
import { saveTestValues } from '../contracts/environments'
import { getProject } from '../contracts/projects'
import { getVersion } from '../contracts/versions'
import { CallFailed, call, urlOf } from './call'

/** A `fetch` that gives one answer and remembers what was asked. */
function answering(answer: () => Response | Promise<Response>) {
  const asked: { url: string; init: RequestInit }[] = []
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    asked.push({ url, init })
    return answer()
  })
  return asked
}

afterEach(() => vi.unstubAllGlobals())

const params = { projectId: 'p 1', environmentId: 'e1' }

describe('a call', () => {
  it('keeps all digits of numbers, on both ways', async () => {
    const reply = '{"id":"e","name":"n","values":{"id":12345678901234567890},"secrets":{},'
    const asked = answering(() => new Response(`${reply}"updatedAt":"2026-01-01T00:00:00.000Z"}`))
    const body = { values: { id: 12345678901234567890n, empty: undefined as never } }
    const { values } = await call(saveTestValues, { params, body })
    expect(asked[0]?.init.body).toBe('{"values":{"id":12345678901234567890}}')
    expect(asked[0]?.url).toBe('/api/projects/p%201/environments/e1/values')
    expect(values).toEqual({ id: 12345678901234567890n })
  })

  it('fails with the problem that the server names', async () => {
    const problem = {
      type: 'urn:x',
      status: 409,
      code: 'draft_conflict',
      title: 'A newer draft',
      details: { text: 'b', revision: 2 },
    }
    answering(() => Response.json(problem, { status: 409 }))
    const saving = call(saveDraft, { params, body: { text: 'a', baseRevision: 1 } })
    await expect(saving).rejects.toMatchObject({ code: 'draft_conflict', problem })
  })

  it('fails as offline when no answer comes', async () => {
    answering(() => Promise.reject(new TypeError('fetch failed')))
    await expect(call(getProject, { params })).rejects.toMatchObject({ code: 'offline', status: 0 })
  })

  it('fails with the status when the answer is no problem document', async () => {
    answering(() => new Response('<html>', { status: 502 }))
    const failure = await call(getProject, { params }).catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(CallFailed)
    expect((failure as CallFailed).message).toContain('502')
  })

  it('ends with the reason of its signal', async () => {
    const abort = new AbortController()
    abort.abort(new Error('left'))
    answering(() => Promise.reject(abort.signal.reason))
    await expect(call(getProject, { params, signal: abort.signal })).rejects.toThrow('left')
  })

  it('leaves out query parameters that are not given', () => {
    expect(urlOf(getVersion, { projectId: 'a/b', number: 3 }, { x: undefined, y: 'ü' })).toBe(
      '/api/projects/a%2Fb/versions/3?y=%C3%BC',
    )
  })
})
