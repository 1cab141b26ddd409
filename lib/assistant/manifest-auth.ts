import type { AuthAlternative, AuthScheme, InputFact } from '../importers/facts'
import { baseTemplate, configValue, literal } from './templates'

export type Part = { readonly [key: string]: unknown }

/** What a way to sign in adds to a manifest. */
export interface AuthParts {
  readonly authenticator: Part | undefined
  /** Further keys that are sent along. */
  readonly headers: Part
  readonly parameters: Part
  /** Properties for the specification, with what is required of them. */
  readonly properties: Part
  readonly required: readonly string[]
}

const nothing: AuthParts = {
  authenticator: undefined,
  headers: {},
  parameters: {},
  properties: {},
  required: [],
}

/** More ways than these are not offered: a person has to choose one. */
const alternativesMax = 4

/**
 * Authenticator and inputs for the ways in which an API may be called. Where it knows several keys
 * (`hasOneKey` false), their inputs are called like their headers.
 */
export function authParts(alternatives: readonly AuthAlternative[], hasOneKey = true): AuthParts {
  const usable = alternatives.slice(0, alternativesMax)
  const [only] = usable
  if (!only) return nothing
  const keys = hasOneKey ? 0 : 1
  return usable.length === 1 ? oneWay(only, keys) : severalWays(usable, keys)
}

function oneWay({ schemes }: AuthAlternative, from: number): AuthParts {
  const parts = schemes.map((scheme, index) => schemeParts(scheme, [], index + from))
  const [first] = parts
  const rest = schemes.slice(1).map((scheme, index) => extra(scheme, [], index + 1 + from))
  return {
    authenticator: first?.authenticator,
    headers: Object.assign({}, ...rest.map((each) => each.headers)),
    parameters: Object.assign({}, ...rest.map((each) => each.parameters)),
    properties: Object.assign({}, ...parts.map((each) => properties(each.inputs))),
    required: [...new Set(parts.flatMap((each) => each.inputs.map(({ name }) => name)))],
  }
}

/** A choice in the specification; the authenticator follows it. */
function severalWays(alternatives: readonly AuthAlternative[], from: number): AuthParts {
  const names = alternatives.map(
    (each, index) => `${nameOf(each)}${sameBefore(alternatives, index)}`,
  )
  const parts = alternatives.map(({ schemes }) =>
    schemes.map((scheme, index) => schemeParts(scheme, ['credentials'], index + from)),
  )
  const choices = alternatives.map(({ title }, index) => {
    const inputs = parts[index]?.flatMap((each) => each.inputs) ?? []
    return {
      type: 'object',
      title,
      required: ['auth_type', ...new Set(inputs.map(({ name }) => name))],
      properties: {
        auth_type: { type: 'string', const: names[index], order: 0 },
        ...properties(inputs),
      },
    }
  })
  return {
    ...nothing,
    authenticator: {
      type: 'SelectiveAuthenticator',
      authenticator_selection_path: ['credentials', 'auth_type'],
      authenticators: Object.fromEntries(
        names.map((name, index) => [name, parts[index]?.[0]?.authenticator ?? { type: 'NoAuth' }]),
      ),
    },
    properties: {
      credentials: { type: 'object', title: 'Authentication', oneOf: choices },
    },
    required: ['credentials'],
  }
}

function nameOf({ schemes }: AuthAlternative): string {
  const [scheme] = schemes
  if (!scheme) return 'none'
  if (scheme.kind === 'oauth2')
    return scheme.grant === 'client_credentials' ? 'client_credentials' : 'oauth2'
  return { bearer: 'access_token', 'api-key': 'api_key', basic: 'basic', session: 'session' }[
    scheme.kind
  ]
}

function sameBefore(alternatives: readonly AuthAlternative[], index: number): string {
  const own = alternatives[index]
  const count = alternatives
    .slice(0, index)
    .filter((each) => own && nameOf(each) === nameOf(own)).length
  return count === 0 ? '' : `_${count + 1}`
}

function secret(name: string, title: string): InputFact {
  return { name, title, type: 'string', isSecret: true }
}

interface SchemeParts {
  readonly authenticator: Part
  readonly inputs: readonly InputFact[]
}

function schemeParts(scheme: AuthScheme, scope: readonly string[], index: number): SchemeParts {
  const value = (name: string) => configValue(...scope, name)
  switch (scheme.kind) {
    case 'bearer':
      return {
        authenticator: { type: 'BearerAuthenticator', api_token: value('access_token') },
        inputs: [secret('access_token', 'Access token')],
      }
    case 'api-key':
      return keyParts(scheme, value, index)
    case 'basic':
      return basicParts(scheme, value)
    case 'oauth2':
      return oauthParts(scheme, value)
    case 'session':
      return sessionParts(scheme, value)
  }
}

function keyParts(
  scheme: AuthScheme & { kind: 'api-key' },
  value: (name: string) => string,
  index: number,
): SchemeParts {
  const name = keyName(scheme, index)
  const isCookie = scheme.in === 'cookie'
  const prefix = isCookie ? `${scheme.name}=` : scheme.prefix
  return {
    authenticator: {
      type: 'ApiKeyAuthenticator',
      api_token: `${literal(prefix)}${value(name)}`,
      inject_into: {
        type: 'RequestOption',
        inject_into: scheme.in === 'query' ? 'request_parameter' : 'header',
        field_name: isCookie ? 'Cookie' : scheme.name,
      },
    },
    inputs: [
      secret(
        name,
        index === 0 && /^authorization$/i.test(scheme.name) ? 'API key' : titled(scheme.name),
      ),
    ],
  }
}

/** The name of the input for a key: `api_key`, for further keys the name of their header. */
function keyName({ name }: AuthScheme & { kind: 'api-key' }, index: number): string {
  if (index === 0) return 'api_key'
  return (
    name
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, '_')
      .replaceAll(/^_+|_+$/g, '') || `api_key_${index + 1}`
  )
}

/** A label that tells one key from another: Findings call them alike. */
function titled(name: string): string {
  if (/^(x[-_])?api[-_]?key$/i.test(name)) return `API key (${name})`
  const words = name.replace(/^x-/i, '').replaceAll(/[-_]+/g, ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** A key that goes beside the authenticator's. */
function extra(scheme: AuthScheme, scope: readonly string[], index: number) {
  if (scheme.kind !== 'api-key' || scheme.in === 'cookie') return { headers: {}, parameters: {} }
  const value = `${literal(scheme.prefix)}${configValue(...scope, keyName(scheme, index))}`
  return scheme.in === 'header'
    ? { headers: { [scheme.name]: value }, parameters: {} }
    : { headers: {}, parameters: { [scheme.name]: value } }
}

function basicParts(
  scheme: AuthScheme & { kind: 'basic' },
  value: (name: string) => string,
): SchemeParts {
  if (scheme.isKeyAsUser) {
    return {
      authenticator: { type: 'BasicHttpAuthenticator', username: value('api_key'), password: '' },
      inputs: [secret('api_key', 'API key')],
    }
  }
  return {
    authenticator: {
      type: 'BasicHttpAuthenticator',
      username: value('username'),
      password: value('password'),
    },
    inputs: [
      { name: 'username', title: 'User name', type: 'string' },
      { ...secret('password', 'Password'), isOptional: true },
    ],
  }
}

/** Documents rarely say how long a token lives; this is short of what is usual. */
const sessionLifetime = 'PT15M'

function sessionParts(
  scheme: AuthScheme & { kind: 'session' },
  value: (name: string) => string,
): SchemeParts {
  const { send } = scheme
  const header = {
    type: 'ApiKey',
    inject_into: {
      type: 'RequestOption',
      inject_into: 'header',
      field_name: send.kind === 'header' ? send.name : 'Authorization',
    },
    ...(send.kind === 'header' && send.prefix !== ''
      ? { api_token: `${literal(send.prefix)}{{ session_token }}` }
      : {}),
  }
  return {
    authenticator: {
      type: 'SessionTokenAuthenticator',
      login_requester: {
        type: 'HttpRequester',
        url_base: baseTemplate(scheme.baseUrl),
        path: literal(scheme.path),
        http_method: scheme.method,
        request_body: {
          type: 'RequestBodyJsonObject',
          value: {
            [scheme.userField]: value('username'),
            [scheme.passwordField]: value('password'),
          },
        },
      },
      session_token_path: [...scheme.tokenPath],
      expiration_duration: sessionLifetime,
      request_authentication: send.kind === 'bearer' ? { type: 'Bearer' } : header,
    },
    inputs: [
      { name: 'username', title: titled(scheme.userField), type: 'string' },
      secret('password', titled(scheme.passwordField)),
    ],
  }
}

function oauthParts(
  scheme: AuthScheme & { kind: 'oauth2' },
  value: (name: string) => string,
): SchemeParts {
  const isClient = scheme.grant === 'client_credentials'
  const ids = [secret('client_id', 'Client ID'), secret('client_secret', 'Client secret')]
  return {
    authenticator: {
      type: 'OAuthAuthenticator',
      token_refresh_endpoint: literal(scheme.tokenUrl),
      grant_type: scheme.grant,
      client_id: value('client_id'),
      client_secret: value('client_secret'),
      ...(isClient ? {} : { refresh_token: value('refresh_token') }),
    },
    inputs: isClient ? ids : [...ids, secret('refresh_token', 'Refresh token')],
  }
}

/** Inputs as properties of the specification. */
export function properties(inputs: readonly InputFact[]): Part {
  return Object.fromEntries(inputs.map((input) => [input.name, property(input)]))
}

function property(input: InputFact): Part {
  return {
    type: input.type,
    title: input.title,
    ...(input.description ? { description: input.description } : {}),
    ...(input.isSecret ? { airbyte_secret: true } : {}),
    ...(input.format ? { format: input.format } : {}),
    ...(input.format === 'date-time'
      ? { pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$' }
      : {}),
    ...(input.options ? { enum: [...input.options] } : {}),
    ...(input.fallback === undefined ? {} : { default: input.fallback }),
    ...(input.example ? { examples: [input.example] } : {}),
  }
}
