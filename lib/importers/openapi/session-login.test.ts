import { describe, expect, it } from 'vitest'
import { get, listOf, spec, streamAt } from '../testing/spec'

const text = { type: 'string' }
const object = (properties: Record<string, unknown>) => ({ type: 'object', properties })
const login = (fields: string[], answer: unknown, more = {}) => ({
  post: {
    requestBody: {
      content: {
        'application/json': {
          schema: { ...object(Object.fromEntries(fields.map((each) => [each, text]))), ...more },
        },
      },
    },
    responses: { 200: { description: 'ok', content: { 'application/json': { schema: answer } } } },
  },
})
const loaves = get([], listOf({ id: text }))
const auth = (path: string, operation: unknown, scheme: unknown) =>
  streamAt(
    spec(
      { '/loaves': loaves, [path]: operation },
      { components: { securitySchemes: { own: scheme } }, security: [{ own: [] }] },
    ),
    '/loaves',
  ).auth
const bearer = { type: 'http', scheme: 'bearer' }
const header = (name: string) => ({ type: 'apiKey', in: 'header', name })

describe('signing in for a session', () => {
  it.each([
    ['/login', ['username', 'password'], object({ token: text }), ['token']],
    [
      '/auth',
      ['email', 'password'],
      object({ data: object({ access_token: text }) }),
      ['data', 'access_token'],
    ],
    ['/v2/sessions', ['user', 'pwd'], object({ sessionId: text }), ['sessionId']],
    [
      '/oauth/token',
      ['client_id', 'client_secret'],
      object({ accessToken: text }),
      ['accessToken'],
    ],
  ])('is known by %s', (path, fields, answer, tokenPath) => {
    const [session, key] = auth(path, login(fields, answer), header('X-Session-Token')).value
    expect(session?.schemes).toMatchObject([
      {
        kind: 'session',
        path,
        userField: fields[0],
        passwordField: fields[1],
        tokenPath,
        send: { kind: 'header', name: 'X-Session-Token' },
      },
    ])
    expect(key?.schemes).toMatchObject([{ kind: 'api-key' }])
  })

  it('is offered after a token that people may have already', () => {
    const { value, confidence } = auth(
      '/login',
      login(['username', 'password'], object({ token: text })),
      bearer,
    )
    expect(value.map(({ schemes }) => schemes[0]?.kind)).toEqual(['bearer', 'session'])
    expect(confidence).toBe('likely')
  })

  it.each([
    ['/users/{id}/login', ['username', 'password'], object({ token: text }), {}],
    ['/orders', ['username', 'password'], object({ token: text }), {}],
    ['/login', ['username'], object({ token: text }), {}],
    ['/login', ['username', 'password'], object({ id: text }), {}],
    ['/login', ['username', 'password', 'otp'], object({ token: text }), { required: ['otp'] }],
  ])('is not seen in %s with %j', (path, fields, answer, more) => {
    const found = auth(path, login(fields, answer, more), bearer)
    expect(found.value.map(({ schemes }) => schemes[0]?.kind)).not.toContain('session')
  })

  it('is not offered beside a key of another kind', () => {
    const found = auth(
      '/login',
      login(['username', 'password'], object({ token: text })),
      header('X-Api-Key'),
    )
    expect(found.value.map(({ schemes }) => schemes[0]?.kind)).toEqual(['api-key'])
  })
})
