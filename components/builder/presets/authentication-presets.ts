import { listAt, type ManifestObject, textAt, typeOf, valueAt } from '../manifest-values'
import { readTemplate } from '../sentences/template-words'

/** An input that a preset needs. */
export interface NeededInput {
  readonly name: string
  readonly title: string
  readonly isSecret: boolean
}

/** The usual ways to sign in. */
export const authenticationPresets = [
  { id: 'none', label: 'No sign-in', detail: 'The API is open', type: 'NoAuth' },
  {
    id: 'key-header',
    label: 'API key in a header',
    detail: 'X-Api-Key: …',
    type: 'ApiKeyAuthenticator',
  },
  {
    id: 'key-query',
    label: 'API key in the address',
    detail: '?api_key=…',
    type: 'ApiKeyAuthenticator',
  },
  {
    id: 'bearer',
    label: 'Bearer token',
    detail: 'Authorization: Bearer …',
    type: 'BearerAuthenticator',
  },
  {
    id: 'basic',
    label: 'User and password',
    detail: 'Authorization: Basic …',
    type: 'BasicHttpAuthenticator',
  },
  {
    id: 'oauth-client',
    label: 'OAuth client credentials',
    detail: 'An id and a secret are exchanged for a token',
    type: 'OAuthAuthenticator',
  },
  {
    id: 'oauth-refresh',
    label: 'OAuth refresh token',
    detail: 'A long-lived token is exchanged for short ones',
    type: 'OAuthAuthenticator',
  },
  {
    id: 'session',
    label: 'Session token',
    detail: 'Sign in first, then send what it answers',
    type: 'SessionTokenAuthenticator',
  },
  {
    id: 'jwt',
    label: 'Signed token (JWT)',
    detail: 'We sign a token with a key',
    type: 'JwtAuthenticator',
  },
] as const

export type AuthenticationPreset = (typeof authenticationPresets)[number]['id']

/** Which way an authenticator is; nothing when it is a way of its own. */
export function authenticationPresetOf(auth: unknown): AuthenticationPreset | undefined {
  if (auth === undefined || auth === null) return 'none'
  const type = typeOf(auth)
  if (type === 'ApiKeyAuthenticator') {
    return textAt(auth, 'inject_into', 'inject_into') === 'request_parameter'
      ? 'key-query'
      : 'key-header'
  }
  if (type === 'OAuthAuthenticator') {
    return textAt(auth, 'grant_type') === 'client_credentials' ? 'oauth-client' : 'oauth-refresh'
  }
  return authenticationPresets.find((each) => each.type === type)?.id
}

export interface AuthenticationChoice {
  readonly component: ManifestObject
  readonly inputs: readonly NeededInput[]
}

/**
 * A complete, valid authenticator and the inputs it reads. Templates of the previous one are kept
 * where they fit, so changing the way does not ask for a second secret.
 */
export function authenticationComponent(
  preset: AuthenticationPreset,
  previous: unknown,
  apiUrl = '',
): AuthenticationChoice {
  switch (preset) {
    case 'none':
      return { component: { type: 'NoAuth' }, inputs: [] }
    case 'key-header':
      return apiKey('header', 'X-Api-Key', previous)
    case 'key-query':
      return apiKey('request_parameter', 'api_key', previous)
    case 'bearer':
      return single('BearerAuthenticator', 'api_token', previous)
    case 'basic':
      return basic(previous)
    case 'session':
      return session(previous, apiUrl)
    case 'jwt':
      return jwt()
    default:
      return oauth(preset, previous, apiUrl)
  }
}

const keyInput: NeededInput = { name: 'api_key', title: 'API key', isSecret: true }

function single(type: string, key: string, previous: unknown): AuthenticationChoice {
  const kept = textAt(previous, 'api_token')
  if (kept !== undefined && readTemplate(kept)?.kind === 'input') {
    return { component: { type, [key]: kept }, inputs: [] }
  }
  return { component: { type, [key]: use(keyInput) }, inputs: [keyInput] }
}

function apiKey(into: string, usualName: string, previous: unknown): AuthenticationChoice {
  const { component, inputs } = single('ApiKeyAuthenticator', 'api_token', previous)
  const option = valueAt(previous, 'inject_into')
  const before = textAt(option, 'inject_into') === into ? textAt(option, 'field_name') : undefined
  const old = into === 'header' ? textAt(previous, 'header') : undefined
  return {
    component: {
      ...component,
      inject_into: {
        type: 'RequestOption',
        inject_into: into,
        field_name: before ?? old ?? usualName,
      },
    },
    inputs,
  }
}

function use(input: NeededInput): string {
  return `{{ config['${input.name}'] }}`
}

const userInput: NeededInput = { name: 'username', title: 'User name', isSecret: false }
const passwordInput: NeededInput = { name: 'password', title: 'Password', isSecret: true }

function basic(previous: unknown): AuthenticationChoice {
  const user = textAt(previous, 'username')
  return {
    component: {
      type: 'BasicHttpAuthenticator',
      username: user ?? use(userInput),
      password: textAt(previous, 'password') ?? use(passwordInput),
    },
    inputs: user === undefined ? [userInput, passwordInput] : [passwordInput],
  }
}

const clientId: NeededInput = { name: 'client_id', title: 'Client ID', isSecret: false }
const clientSecret: NeededInput = { name: 'client_secret', title: 'Client secret', isSecret: true }
const refreshToken: NeededInput = { name: 'refresh_token', title: 'Refresh token', isSecret: true }

function oauth(
  preset: 'oauth-client' | 'oauth-refresh',
  previous: unknown,
  apiUrl: string,
): AuthenticationChoice {
  const isRefresh = preset === 'oauth-refresh'
  const scopes = listAt(previous, 'scopes')
  return {
    component: {
      type: 'OAuthAuthenticator',
      token_refresh_endpoint:
        textAt(previous, 'token_refresh_endpoint') ?? under(apiUrl, 'oauth/token'),
      grant_type: isRefresh ? 'refresh_token' : 'client_credentials',
      client_id: textAt(previous, 'client_id') ?? use(clientId),
      client_secret: textAt(previous, 'client_secret') ?? use(clientSecret),
      ...(isRefresh && { refresh_token: textAt(previous, 'refresh_token') ?? use(refreshToken) }),
      ...(scopes.length > 0 && { scopes }),
    },
    inputs: isRefresh ? [clientId, clientSecret, refreshToken] : [clientId, clientSecret],
  }
}

function under(base: string, path: string): string {
  return `${base.replace(/\/+$/, '')}/${path}`
}

function session(previous: unknown, apiUrl: string): AuthenticationChoice {
  const login = valueAt(previous, 'login_requester')
  return {
    component: {
      type: 'SessionTokenAuthenticator',
      login_requester: login ?? {
        type: 'HttpRequester',
        url_base: apiUrl,
        path: '/session',
        http_method: 'POST',
        authenticator: {
          type: 'BasicHttpAuthenticator',
          username: use(userInput),
          password: use(passwordInput),
        },
      },
      session_token_path: ['id'],
      request_authentication: { type: 'Bearer' },
    },
    inputs: login === undefined ? [userInput, passwordInput] : [],
  }
}

const signingKey: NeededInput = { name: 'secret_key', title: 'Signing key', isSecret: true }

function jwt(): AuthenticationChoice {
  return {
    component: {
      type: 'JwtAuthenticator',
      secret_key: use(signingKey),
      algorithm: 'HS256',
      token_duration: 1200,
    },
    inputs: [signingKey],
  }
}
