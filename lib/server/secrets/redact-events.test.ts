import { describe, expect, it } from 'vitest'
import type { ReadEvent } from '../../engine/events'
import type { HeaderList } from '../../engine/transport'
import { createRedactor } from './redact-events'

const secrets = { api_key: 'sk_live_51HxQ8', pin: 'a1', 'credentials.refresh_token': 'rt-old-1234' }

function call(
  number: number,
  sent: { url?: string; headers?: HeaderList; body?: string },
  purpose: 'data' | 'auth' = 'data',
) {
  return {
    kind: 'call',
    call: number,
    request: number,
    attempt: 1,
    purpose,
    place: { stream: 's' },
    sent: { method: 'GET', url: 'https://api.test/', headers: [], ...sent },
    path: [],
    atMs: 0,
  } satisfies ReadEvent
}

function answer(number: number, bodyText: string, headers: HeaderList = [], isTruncated = false) {
  return {
    kind: 'answer',
    call: number,
    response: {
      status: 200,
      headers,
      url: 'https://api.test/',
      redirects: [],
      bodyText,
      bodyBytes: bodyText.length,
      isTruncated,
    },
    action: 'accept',
    reason: 'status 200',
    path: [],
    atMs: 0,
  } satisfies ReadEvent
}

describe('a call', () => {
  it('shows no secret in URL, headers or body', () => {
    const { sent } = createRedactor(secrets).event(
      call(1, {
        url: 'https://api.test/x?key=sk_live_51HxQ8&pin=a1&page=2',
        headers: [
          ['X-Custom', 'sk_live_51HxQ8'],
          ['X-Pin', 'a1'],
          ['Authorization', `Basic ${btoa('me:a1')}`],
        ],
        body: '{"pin":"a1","a10":"a1b"}',
      }),
    )
    expect(sent.url).toBe('https://api.test/x?key=‹secret:api_key›&pin=‹secret:pin›&page=2')
    expect(sent.headers).toEqual([
      ['X-Custom', '‹secret:api_key›'],
      ['X-Pin', '‹secret:pin›'],
      ['Authorization', 'Basic ‹secret:credential›'],
    ])
    expect(sent.body).toBe('{"pin":"‹secret:pin›","a10":"a1b"}')
  })

  it('says which secret a credential header holds', () => {
    const { sent } = createRedactor(secrets).event(
      call(1, { headers: [['authorization', 'Bearer sk_live_51HxQ8']] }),
    )
    expect(sent.headers).toEqual([['authorization', 'Bearer ‹secret:api_key›']])
  })

  it('teaches its credential, which is masked where it is echoed', () => {
    const redactor = createRedactor({})
    redactor.event(call(1, { headers: [['Authorization', 'Bearer derived.jwt.value']] }))
    const { response } = redactor.event(answer(1, '{"you sent":"derived.jwt.value"}'))
    expect(response.bodyText).toBe('{"you sent":"‹secret:credential›"}')
  })
})

describe('an answer', () => {
  it('of a sign-in shows no token, and neither does anything after it', () => {
    const redactor = createRedactor(secrets)
    redactor.event(call(1, {}, 'auth'))
    const { response } = redactor.event(
      answer(1, '{"access_token": "at-\\"1234\\"", "token_type": "Bearer", "expires_in": 3600}'),
    )
    expect(response.bodyText).toBe(
      '{"access_token": "‹secret:access_token›", "token_type": "Bearer", "expires_in": 3600}',
    )
    const { sent } = redactor.event(call(2, { url: 'https://api.test/?t=at-%221234%22' }))
    expect(sent.url).toBe('https://api.test/?t=‹secret:access_token›')
    expect(redactor.text('token at-"1234" refused')).toBe('token ‹secret:access_token› refused')
  })

  it('of a sign-in may be a form', () => {
    const redactor = createRedactor({})
    redactor.event(call(1, {}, 'auth'))
    const { response } = redactor.event(answer(1, 'access_token=abcdefgh&scope=x'))
    expect(response.bodyText).toBe('access_token=‹secret:access_token›&scope=x')
  })

  it('of data keeps members that only sound like secrets', () => {
    const { response } = createRedactor(secrets).event(answer(1, '{"next_token":"b2Zmc2V0"}'))
    expect(response.bodyText).toBe('{"next_token":"b2Zmc2V0"}')
  })

  it('shows no cookie and no secret that was cut at its end', () => {
    const { response } = createRedactor(secrets).event(
      answer(1, '{"echo":"sk_live_51H', [['Set-Cookie', 'session=abc']], true),
    )
    expect(response.headers).toEqual([['Set-Cookie', '‹secret:credential›']])
    expect(response.bodyText).toBe('{"echo":"‹secret:cut›')
  })
})

it('a control event shows no credential, old or new', () => {
  const redactor = createRedactor(secrets)
  const event = redactor.event({
    kind: 'control',
    config: { credentials: { refresh_token: 'rt-new-5678' }, start_date: '2026-01-01' },
    atMs: 1,
  } satisfies ReadEvent)
  expect(event.config).toEqual({
    credentials: { refresh_token: '‹secret:refresh_token›' },
    start_date: '2026-01-01',
  })
  expect(redactor.text('rt-new-5678')).toBe('‹secret:refresh_token›')
})

it('records, errors and notes are masked like everything else', () => {
  const redactor = createRedactor(secrets)
  const records = { kind: 'records', records: [{ a: 'sk_live_51HxQ8' }] }
  expect(redactor.event(records).records).toEqual([{ a: '‹secret:api_key›' }])
  expect(redactor.event({ kind: 'error', message: 'sk_live_51HxQ8' }).message).toBe(
    '‹secret:api_key›',
  )
  const harmless = { kind: 'note', text: 'nothing that is secret' }
  expect(redactor.event(harmless)).toBe(harmless)
})

it('a secret that is added later is masked from then on', () => {
  const redactor = createRedactor({})
  redactor.add('rotated-token-1', 'refresh_token')
  expect(redactor.text('rotated-token-1')).toBe('‹secret:refresh_token›')
})
