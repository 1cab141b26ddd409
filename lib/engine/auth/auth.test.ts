import { describe, expect, it } from 'vitest'
import type { ReadEvent } from '../events'
import { requesterKind } from '../requesters/requester'
import { StreamSlice } from '../slice'
import { type Exchange, fakeApi } from '../testing/fake-api'
import { aCallScope, fakeContext, fakeEngine } from '../testing/fake-context'
import type { JsonObject } from '../values/value'

interface Options {
  readonly config?: JsonObject
  readonly requester?: object
  readonly calls?: number
}

/** Sends requests with an authenticator and shows the conversation. */
async function sent(
  authenticator: object,
  exchanges: readonly Exchange[],
  { config = {}, requester = {}, calls = 1 }: Options = {},
) {
  const api = fakeApi(exchanges)
  const engine = fakeEngine({ transport: api.transport })
  const built = fakeContext({ engine, config }).build(
    requesterKind,
    { type: 'HttpRequester', url: 'https://api.x.com/items', authenticator, ...requester },
    'requester',
  )
  let error: unknown
  try {
    for (let i = 0; i < calls; i += 1) await built.send({ slice: new StreamSlice() }, aCallScope)
  } catch (thrown) {
    error = thrown
  }
  const headers = api.requests.map((request) => Object.fromEntries(request.headers))
  const bodies = api.requests.map(({ body }) => body)
  return { log: api.log, headers, bodies, error, sleeps: engine.sleeps, events: engine.events }
}

const items = { request: 'GET /items', json: {} }
const option = (inject_into: string, field_name: string) => ({
  type: 'RequestOption',
  inject_into,
  field_name,
})

describe('ApiKeyAuthenticator', () => {
  it.each([
    [option('header', 'X-Key'), 'GET /items'],
    [option('request_parameter', 'key'), 'GET /items?key=Token+abc'],
  ])('sends the key as %j', async (inject_into, request) => {
    const authenticator = { type: 'ApiKeyAuthenticator', api_token: 'Token abc', inject_into }
    const { error, headers } = await sent(authenticator, [{ request, json: {} }])
    expect(error).toBeUndefined()
    if (inject_into.inject_into === 'header')
      expect(headers[0]).toMatchObject({ 'X-Key': 'Token abc' })
  })

  it('merges the key into a JSON body', async () => {
    const { bodies } = await sent(
      {
        type: 'ApiKeyAuthenticator',
        api_token: 't',
        inject_into: { type: 'RequestOption', inject_into: 'body_json', field_path: ['a', 'key'] },
      },
      [{ request: 'POST /items', json: {} }],
      { requester: { http_method: 'POST', request_body_json: { a: { x: 1 } } } },
    )
    expect(bodies).toEqual(['{"a": {"x": 1, "key": "t"}}'])
  })

  it('refuses a header that the requester sets too', async () => {
    const { error } = await sent({ type: 'BearerAuthenticator', api_token: 't' }, [items], {
      requester: { request_headers: { Authorization: 'x' } },
    })
    expect(error).toMatchObject({ code: 'request_collision' })
  })

  it('needs exactly one place', async () => {
    const build = (authenticator: object) =>
      sent({ type: 'ApiKeyAuthenticator', ...authenticator }, [])
    await expect(build({})).rejects.toThrow(/inject_into or header/)
    await expect(build({ header: 'a', inject_into: option('header', 'b') })).rejects.toThrow(/both/)
  })
})

it('BasicHttpAuthenticator encodes user name and password', async () => {
  const { headers } = await sent({ type: 'BasicHttpAuthenticator', username: 'a', password: 'b' }, [
    items,
  ])
  expect(headers[0]).toMatchObject({ Authorization: 'Basic YTpi' })
})

describe('OAuthAuthenticator', () => {
  const oauth = {
    type: 'OAuthAuthenticator',
    token_refresh_endpoint: 'https://auth.x.com/token',
    client_id: 'ID',
    client_secret: 'SEC',
    refresh_token: 'RT',
  }
  const token = (access_token: string, more: object = {}) => ({
    request: 'POST /token',
    json: { access_token, expires_in: 3600, ...more },
  })
  const refreshing = {
    error_handler: {
      type: 'DefaultErrorHandler',
      response_filters: [
        { type: 'HttpResponseFilter', action: 'REFRESH_TOKEN_THEN_RETRY', http_codes: [401] },
      ],
    },
  }

  it('asks for a token once and sends it until it expires', async () => {
    const { log, bodies, headers } = await sent(oauth, [token('T1'), items, items], { calls: 2 })
    expect(log).toEqual(['POST /token', 'GET /items', 'GET /items'])
    expect(bodies[0]).toBe(
      'grant_type=refresh_token&client_id=ID&client_secret=SEC&refresh_token=RT',
    )
    expect(headers[2]).toMatchObject({ Authorization: 'Bearer T1' })
  })

  it('sends scopes and further fields behind the usual ones', async () => {
    const config = {
      ...oauth,
      scopes: ['a', 'b'],
      refresh_request_body: { x: 'X', client_id: 'other', n: 5 },
    }
    const { bodies } = await sent(config, [token('T1'), items])
    expect(bodies[0]).toBe(
      'grant_type=refresh_token&client_id=ID&client_secret=SEC&refresh_token=RT&scopes=a&scopes=b&x=X&n=5',
    )
  })

  it('finds the token wherever it is in the answer', async () => {
    const answer = { request: 'POST /token', json: { data: [{ auth: { access_token: 'T9' } }] } }
    expect((await sent(oauth, [answer, items])).headers[1]).toMatchObject({
      Authorization: 'Bearer T9',
    })
  })

  it('renews a rejected token and tries again after a second', async () => {
    const rejected = { ...items, status: 401 }
    const { log, headers, sleeps, error } = await sent(
      oauth,
      [token('T1'), rejected, token('T2'), items],
      {
        requester: refreshing,
      },
    )
    expect(error).toBeUndefined()
    expect(log).toEqual(['POST /token', 'GET /items', 'POST /token', 'GET /items'])
    expect(headers[3]).toMatchObject({ Authorization: 'Bearer T2' })
    expect(sleeps).toEqual([1])
  })

  it('renews only once for a request', async () => {
    const rejected = { ...items, status: 401 }
    const { error } = await sent(oauth, [token('T1'), rejected, token('T2'), rejected], {
      requester: refreshing,
    })
    expect(error).toMatchObject({
      code: 'token_rejected_again',
      failureType: 'config_error',
      message: 'Refreshed OAuth access token is rejected by the API.',
    })
  })

  it.each([
    [{ error: 'invalid_grant' }, ' Provider error: invalid_grant'],
    [
      { error: 'invalid_grant', error_description: 'AADSTS50173: The grant RT has expired' },
      ' Provider error: invalid_grant: AADSTS50173',
    ],
    [
      { error: 'invalid_grant', error_description: 'Token expired' },
      ' Provider error: invalid_grant',
    ],
  ])('says what the endpoint says about a refresh token: %j', async (json, suffix) => {
    const { error } = await sent(oauth, [{ request: 'POST /token', status: 400, json }])
    expect(error).toMatchObject({ code: 'refresh_token_rejected', failureType: 'config_error' })
    expect((error as Error).message.endsWith(`connection settings.${suffix}`)).toBe(true)
  })

  it('tries the token endpoint again when it has trouble', async () => {
    const trouble = { request: 'POST /token', status: 503 }
    const { log, error } = await sent(oauth, [trouble, trouble, token('T1'), items])
    expect(error).toBeUndefined()
    expect(log).toHaveLength(4)
  })

  it('writes refresh tokens that are good once back into the configuration', async () => {
    const config = { credentials: { client_id: 'CID', client_secret: 'CS', refresh_token: 'R0' } }
    const updating = { ...oauth, refresh_token_updater: {} }
    const { bodies, events, headers } = await sent(
      updating,
      [token('T1', { refresh_token: 'R1' }), items],
      { config },
    )
    expect(bodies[0]).toBe(
      'grant_type=refresh_token&client_id=CID&client_secret=CS&refresh_token=R0',
    )
    expect(headers[1]).toMatchObject({ Authorization: 'Bearer T1' })
    const control = events.find(
      (event): event is Extract<ReadEvent, { kind: 'control' }> => event.kind === 'control',
    )
    expect(control?.config).toEqual({
      credentials: {
        client_id: 'CID',
        client_secret: 'CS',
        refresh_token: 'R1',
        access_token: 'T1',
        token_expiry_date: '2024-01-16T13:34:56+00:00',
      },
    })
  })

  it.each([
    [{ client_id: undefined }, /client_id/],
    [{ refresh_token: undefined }, /refresh_token/],
    [{ use_profile_assertion: true }, /profile_assertion/],
  ])('refuses to be built with %j', async (change, message) => {
    await expect(sent({ ...oauth, ...change }, [])).rejects.toThrow(message)
  })
})

describe('SessionTokenAuthenticator', () => {
  const session = (request_authentication: object, more: object = {}) => ({
    type: 'SessionTokenAuthenticator',
    login_requester: { type: 'HttpRequester', url: 'https://api.x.com/login', http_method: 'POST' },
    session_token_path: ['result', 'token'],
    request_authentication,
    ...more,
  })
  const login = { request: 'POST /login', json: { result: { token: 'TOK' } } }

  it('signs in anew for every use unless tokens have a lifetime', async () => {
    const { log, headers } = await sent(session({ type: 'Bearer' }), [login, login, items])
    expect(log).toHaveLength(3)
    expect(headers[2]).toMatchObject({ Authorization: 'Bearer TOK' })
  })

  it('uses a token for its lifetime', async () => {
    const config = session({ type: 'Bearer' }, { expiration_duration: 'PT1H' })
    expect((await sent(config, [login, items, items], { calls: 2 })).log).toHaveLength(3)
  })

  it('says where it looked for a token in vain', async () => {
    const { error } = await sent(session({ type: 'Bearer' }), [{ ...login, json: {} }])
    expect(error).toMatchObject({ code: 'session_token_missing', blame: 'api' })
  })
})

describe('SelectiveAuthenticator', () => {
  const selective = {
    type: 'SelectiveAuthenticator',
    authenticator_selection_path: ['auth', 'type'],
    authenticators: {
      key: { type: 'BearerAuthenticator', api_token: 'k' },
      True: { type: 'BasicHttpAuthenticator', username: 'u' },
    },
  }

  it('uses the authenticator that the configuration names', async () => {
    const { headers } = await sent(selective, [items], { config: { auth: { type: 'key' } } })
    expect(headers[0]).toMatchObject({ Authorization: 'Bearer k' })
    const other = await sent(selective, [items], { config: { auth: { type: true } } })
    expect(other.headers[0]).toMatchObject({ Authorization: 'Basic dTo=' })
  })

  it('blames the configuration when it names none', async () => {
    await expect(sent(selective, [])).rejects.toMatchObject({ code: 'config_invalid' })
    await expect(sent(selective, [], { config: { auth: { type: 'zz' } } })).rejects.toThrow(
      /key, True/,
    )
  })
})

describe('RateLimitedMultipleTokenAuthenticator', () => {
  const rotating = {
    type: 'RateLimitedMultipleTokenAuthenticator',
    tokens: 't1, t2',
    quota_status_source: { url: 'https://api.x.com/quota' },
    quotas: [{ name: 'core', remaining_path: ['left'], reset_path: ['reset'] }],
    budget_min_reserve: 0,
    budget_reserve_fraction: 0,
  }
  const reset = Date.UTC(2024, 0, 16, 13) / 1000
  const quota = (left: number) => ({ request: 'GET /quota', json: { left, reset } })

  it('uses a token until it is spent and goes on with the next', async () => {
    const { headers, error } = await sent(rotating, [quota(1), quota(2), items, items, items], {
      calls: 3,
    })
    expect(error).toBeUndefined()
    expect(headers.map(({ Authorization }) => Authorization)).toEqual([
      'Bearer t1',
      'Bearer t2',
      'Bearer t1',
      'Bearer t2',
      'Bearer t2',
    ])
  })

  it('waits for new calls when all tokens are spent', async () => {
    const { sleeps, error } = await sent(rotating, [quota(0), quota(0), quota(5), quota(5), items])
    expect(error).toBeUndefined()
    expect(sleeps).toEqual([reset - Date.UTC(2024, 0, 16, 12, 34, 56) / 1000])
  })

  it('fails when that takes longer than allowed', async () => {
    const { error } = await sent({ ...rotating, max_wait_time: 'PT1M' }, [quota(0), quota(0)])
    expect(error).toMatchObject({ code: 'tokens_exhausted', failureType: 'transient_error' })
  })

  it('uses tokens in turn where calls are not counted', async () => {
    const config = {
      ...rotating,
      quota_status_source: { url: 'https://api.x.com/quota', unavailable_status_codes: [404] },
    }
    const unknown = { request: 'GET /quota', status: 404 }
    const { headers } = await sent(config, [unknown, unknown, items, items], { calls: 2 })
    expect(headers.slice(2).map(({ Authorization }) => Authorization)).toEqual([
      'Bearer t1',
      'Bearer t2',
    ])
  })
})

it('LegacySessionTokenAuthenticator signs in once and sends the token it is given', async () => {
  const legacy = {
    type: 'LegacySessionTokenAuthenticator',
    header: 'X-Session',
    login_url: 'session',
    session_token_response_key: 'id',
    validate_session_url: 'user',
    username: 'u',
    password: 'p',
  }
  const { log, headers, bodies } = await sent(
    legacy,
    [{ request: 'POST /session', json: { id: 'S1' } }, items, items],
    { calls: 2, requester: { url: undefined, url_base: 'https://api.x.com/', path: 'items' } },
  )
  expect(log).toEqual(['POST /session', 'GET /items', 'GET /items'])
  expect(bodies[0]).toBe('{"username":"u","password":"p"}')
  expect(headers[1]).toMatchObject({ 'X-Session': 'S1' })
})
