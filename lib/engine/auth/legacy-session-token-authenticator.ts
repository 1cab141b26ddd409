import { z } from 'zod'
import { type BuildContext, defineComponent, template } from '../component'
import { ReadFailed } from '../errors'
import { exchange } from '../exchange'
import { interpolatedString } from '../interpolate'
import type { CallScope } from '../requesters/requester'
import type { EngineResponse } from '../response'
import { runOf } from '../run'
import type { HttpRequest } from '../transport'
import { prepareUrl } from '../url'
import { isTruthy } from '../values/compare'
import { stringifyJson } from '../values/json'
import { toText } from '../values/text'
import { isObject, type JsonObject, ownValue } from '../values/value'
import type { Authenticator } from './authenticator'

const field = (title: string, description: string, examples: string[]) =>
  template('config').meta({ title, description, examples })

const schema = z
  .object({
    type: z.literal('LegacySessionTokenAuthenticator'),
    header: field('Header', 'The header that carries the token.', ['X-Session']),
    login_url: field('Sign-in path', 'Put behind the base URL as it stands.', ['session']),
    session_token: template('config')
      .default('')
      .meta({
        title: 'Token',
        description: 'A token to try first.',
        examples: ["{{ config['session_token'] }}"],
        secret: true,
      }),
    session_token_response_key: field('Token key', 'The key of the answer that holds the token.', [
      'id',
    ]),
    username: template('config')
      .default('')
      .meta({
        title: 'User name',
        description: 'To sign in with.',
        examples: ["{{ config['username'] }}"],
      }),
    password: template('config')
      .default('')
      .meta({
        title: 'Password',
        description: 'To sign in with.',
        examples: ["{{ config['password'] }}"],
        secret: true,
      }),
    validate_session_url: field('Path to try a token', 'Put behind the base URL as it stands.', [
      'user/current',
    ]),
  })
  .meta({
    title: 'Session token, older form',
    description: 'Signs in with a user name and password and sends the token it is given.',
    deprecated: true,
  })

export const legacySessionTokenAuthenticator = defineComponent({
  schema,
  create(config, context): Authenticator {
    return authenticatorAt('', config, context)
  },
})

type Config = z.output<typeof schema>

function authenticatorAt(base: string, config: Config, context: BuildContext): Authenticator {
  const text = (value: string) => toText(interpolatedString(value, context)())
  const headers = async (scope: CallScope) => ({
    [text(config.header)]: await sessionToken({ base, config, context }, scope),
  })
  return {
    patch: async (scope) => ({ headers: await headers(scope) }),
    headers: (_request, scope) => headers(scope),
    withBase: (newBase) => authenticatorAt(newBase, config, context),
    credentialHeaders: [text(config.header).toLowerCase()],
  }
}

interface SignIn {
  readonly base: string
  readonly config: Config
  readonly context: BuildContext
}

/** The token that the configuration holds, if the API still knows it; else one from signing in. */
async function sessionToken(signIn: SignIn, scope: CallScope): Promise<string> {
  const { config, context } = signIn
  const evaluate = (text: string) => interpolatedString(text, context)()
  const token = evaluate(config.session_token)
  if (isTruthy(token) && (await isStillValid(signIn, toText(token), scope))) return toText(token)
  const username = evaluate(config.username)
  const password = evaluate(config.password)
  if (isTruthy(username) && isTruthy(password)) {
    return newToken(signIn, toText(username), toText(password), scope)
  }
  throw failed(
    'There is no valid session token, and no user name and password to get one with.',
    signIn,
  )
}

async function isStillValid(signIn: SignIn, token: string, scope: CallScope): Promise<boolean> {
  const header = toText(interpolatedString(signIn.config.header, signIn.context)())
  const response = await call(
    signIn,
    { method: 'GET', path: signIn.config.validate_session_url, headers: [[header, token]] },
    scope,
  )
  if (response.status < 300) return true
  if (response.status === 401) return false
  throw failed(`Trying the session token was answered with ${response.status}.`, signIn)
}

/** Tokens from signing in are kept for the run, by what they were asked for with. */
function newToken(
  signIn: SignIn,
  username: string,
  password: string,
  scope: CallScope,
): Promise<string> {
  const { base, config, context } = signIn
  const known = runOf(context.engine).share(
    'session tokens',
    () => new Map<string, Promise<string>>(),
  )
  const key = JSON.stringify([base, config.login_url, username, password])
  const kept = known.get(key)
  if (kept) return kept
  const token = askForToken(signIn, username, password, scope)
  known.set(key, token)
  token.catch(() => known.delete(key))
  return token
}

async function askForToken(
  signIn: SignIn,
  username: string,
  password: string,
  scope: CallScope,
): Promise<string> {
  const { config } = signIn
  const response = await call(
    signIn,
    {
      method: 'POST',
      path: config.login_url,
      headers: [['Content-Type', 'application/json']],
      body: stringifyJson({ username, password }),
    },
    scope,
  )
  const body = (await response.json()) ?? null
  const token = isObject(body)
    ? ownValue(body as JsonObject, config.session_token_response_key)
    : undefined
  if (response.status < 300 && token !== undefined) return toText(token)
  throw failed(`Signing in was answered with ${response.status} and brought no token.`, signIn)
}

interface SessionCall {
  readonly method: string
  readonly path: string
  readonly headers: HttpRequest['headers']
  readonly body?: string
}

async function call(
  { base, context }: SignIn,
  { path, ...request }: SessionCall,
  scope: CallScope,
): Promise<EngineResponse> {
  const url = prepareUrl(`${base}${toText(interpolatedString(path, context)())}`, '')
  const authScope: CallScope = { ...scope, purpose: 'auth' }
  const { outcome, answered } = await exchange(context.engine, { ...request, url }, authScope, {
    path: context.path,
  })
  if (!outcome.response) throw outcome.failure
  await outcome.response.bytes()
  const isFine = outcome.response.status < 300
  answered(isFine ? 'accept' : 'fail', 'Sign-in for a session token', context.path)
  return outcome.response
}

function failed(message: string, { context }: SignIn): ReadFailed {
  return new ReadFailed('session_token_missing', 'config', message, {
    path: context.path,
    internalMessage: 'ConnectionError',
  })
}
