import { describe, expect, it } from 'vitest'
import type { ReadEvent } from '../engine/events'
import { parseJson } from '../engine/values/json'
import { Protocol } from './protocol'
import { createMask } from './secrets'

const protocol = (mask = (text: string) => text) =>
  new Protocol({ mask, nowMs: () => 1700000000000.5, isDebugging: false })

const lines = (events: readonly ReadEvent[], own = protocol()) =>
  events.flatMap((event) => [...own.messages(event)])

const records = (data: string): ReadEvent => ({
  kind: 'records',
  stream: 'items',
  slice: 0,
  page: 0,
  records: parseJson(data) as never,
  atMs: 0,
})

describe('messages of the Airbyte protocol', () => {
  it('write a record as the API sent it, big integers and whole floats included', () => {
    expect(lines([records('[{"id":12345678901234567890,"n":1.0,"t":"é"}]')])).toEqual([
      '{"type":"RECORD","record":{"stream":"items","data":{"id":12345678901234567890,"n":1.0,"t":"é"},"emitted_at":1700000000001}}',
    ])
  })

  it('leave out fields that are null, and keep null inside of values', () => {
    const [line = ''] = lines([records('[{"a":null,"b":{"c":null}}]')])
    expect(JSON.parse(line).record.data).toEqual({ b: { c: null } })
  })

  it('count the records since the last state, as a float', () => {
    const own = protocol()
    const state: ReadEvent = { kind: 'state', stream: 'items', state: { u: '1' }, atMs: 0 }
    const [, , first, second] = lines([records('[{},{}]'), state, state], own)
    expect(first).toContain('"sourceStats":{"recordCount":2.0}')
    expect(second).toContain('"sourceStats":{"recordCount":0.0}')
  })

  it('mask the secrets of the config in logs and traces', () => {
    const mask = createMask(
      {
        properties: {
          auth: { oneOf: [{ properties: { key: { type: 'string', airbyte_secret: true } } }] },
        },
      },
      { auth: { key: 'hush' } },
    )
    const failure: ReadEvent = {
      kind: 'error',
      stream: 'items',
      code: 'x',
      blame: 'api',
      message: 'hush refused',
      internalMessage: 'GET ?key=hush',
      failureType: 'config_error',
      path: ['streams', 0],
      atMs: 0,
    }
    const [line = ''] = lines([failure], protocol(mask))
    expect(line).not.toContain('hush')
    expect(JSON.parse(line).trace.error).toMatchObject({
      failure_type: 'config_error',
      stream_descriptor: { name: 'items' },
    })
  })

  it('say nothing of calls and pages', () => {
    const end: ReadEvent = {
      kind: 'slice-end',
      stream: 'items',
      slice: 0,
      end: 'pages-ended',
      atMs: 0,
    }
    expect(lines([end])).toEqual([])
  })
})
