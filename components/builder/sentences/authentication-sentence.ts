import type { ManifestPath } from '@/lib/engine/path'
import { asObject, listAt, scalarText, textAt, typeOf, valueAt } from '../manifest-values'
import { durationWords } from './durations'
import {
  chip,
  customSentence,
  cut,
  inputChip,
  listed,
  type Part,
  type Sentence,
  say,
  valueChip,
} from './sentence'

type AuthSentence = (auth: unknown, at: ManifestPath) => Sentence

const sentences: Readonly<Record<string, AuthSentence>> = {
  NoAuth: () => open,
  ApiKeyAuthenticator: apiKey,
  BearerAuthenticator: (auth, at) => {
    const token = chip(valueAt(auth, 'api_token'), [...at, 'api_token'])
    return token.kind === 'input'
      ? say`Bearer token from input ${token}`
      : say`Bearer token ${token}`
  },
  BasicHttpAuthenticator: (auth, at) => {
    const user = chip(valueAt(auth, 'username'), [...at, 'username'])
    const password = valueAt(auth, 'password')
    return scalarText(password) === undefined
      ? say`User ${user}, no password`
      : say`User ${user}, password ${chip(password, [...at, 'password'])}`
  },
  OAuthAuthenticator: oauth,
  SessionTokenAuthenticator: sessionToken,
  JwtAuthenticator: jwt,
  SelectiveAuthenticator: (auth, at) => {
    const ways = Object.keys(asObject(valueAt(auth, 'authenticators')) ?? {}).length
    const path = listAt(auth, 'authenticator_selection_path').map(String).join('.')
    const input = inputChip(path, [...at, 'authenticator_selection_path'])
    return say`One of ${ways} ways, chosen by input ${input}`
  },
  RateLimitedMultipleTokenAuthenticator: (auth, at) => {
    const tokens = valueAt(auth, 'tokens')
    const shown = chip(Array.isArray(tokens) ? tokens[0] : tokens, [...at, 'tokens'])
    const header = chip(valueAt(auth, 'header') ?? 'Authorization', [...at, 'header'])
    return say`The tokens of ${shown} in turn, each while it has calls left, as header ${header}`
  },
  LegacySessionTokenAuthenticator: (auth, at) => {
    const place = endpoint(valueAt(auth, 'login_url'), [...at, 'login_url'])
    const key = chip(valueAt(auth, 'session_token_response_key'), [
      ...at,
      'session_token_response_key',
    ])
    const header = chip(valueAt(auth, 'header'), [...at, 'header'])
    return say`Sign in at ${place}, then send ${key} as header ${header}`
  },
}

const open = say`None. The API is open`

/** How the stream signs in. Async streams sign in where they create their job. */
export function authenticationSentence(stream: unknown): Sentence {
  const retriever = valueAt(stream, 'retriever')
  const key = typeOf(retriever) === 'AsyncRetriever' ? 'creation_requester' : 'requester'
  return authSentence(valueAt(retriever, key, 'authenticator'), ['retriever', key, 'authenticator'])
}

/** The same for an authenticator wherever it stands. */
export function authSentence(auth: unknown, at: ManifestPath): Sentence {
  if (auth === undefined || auth === null) return open
  const type = typeOf(auth)
  const sentence = Object.hasOwn(sentences, type) ? sentences[type] : undefined
  return (
    sentence?.(auth, at) ?? customSentence(auth, at) ?? say`${valueChip(type || 'Not set', at)}`
  )
}

function apiKey(auth: unknown, at: ManifestPath): Sentence {
  const token = chip(valueAt(auth, 'api_token'), [...at, 'api_token'])
  return say`${token} as ${placeOf(auth, at)}`
}

const placeWords: Readonly<Record<string, string>> = {
  header: 'header',
  request_parameter: 'query',
  body_data: 'form field',
  body_json: 'body field',
}

function placeOf(auth: unknown, at: ManifestPath): Sentence {
  const option = valueAt(auth, 'inject_into') ?? valueAt(auth, 'request_option')
  const into = textAt(option, 'inject_into')
  if (into === undefined) return say`header ${chip(valueAt(auth, 'header'), [...at, 'header'])}`
  const path = listAt(option, 'field_path').map(String).join('.')
  const name = chip(valueAt(option, 'field_name') ?? path, [...at, 'inject_into', 'field_name'])
  return say`${placeWords[into] ?? into} ${name}`
}

function endpoint(value: unknown, at: ManifestPath): Part {
  const url = scalarText(value)
  if (url === undefined) return chip(undefined, at)
  const behind = /^\{\{[^{}]*\}\}(\/[^{}]+)$/.exec(url)?.[1]
  if (behind !== undefined) return valueChip(`POST ${behind}`, at)
  if (url.includes('{{')) return { kind: 'template', text: `POST ${cut(url, 32)}`, at }
  return valueChip(`POST ${URL.canParse(url) ? new URL(url).pathname : url}`, at)
}

function oauth(auth: unknown, at: ManifestPath): Sentence {
  const place = endpoint(valueAt(auth, 'token_refresh_endpoint'), [...at, 'token_refresh_endpoint'])
  const grant = textAt(auth, 'grant_type') ?? 'refresh_token'
  if (grant === 'refresh_token') {
    const token = chip(valueAt(auth, 'refresh_token'), [...at, 'refresh_token'])
    const changes = valueAt(auth, 'refresh_token_updater') !== undefined
    return say`Bearer token renewed at ${place} with ${token}${changes ? ', which changes each time' : ''}`
  }
  const credentials = ['client_id', 'client_secret']
    .filter((key) => scalarText(valueAt(auth, key)) !== undefined)
    .map((key) => chip(valueAt(auth, key), [...at, key]))
  if (credentials.length === 0) return say`Bearer token from ${place}`
  return say`Bearer token from ${place} with ${listed(credentials, 2)}`
}

function sessionToken(auth: unknown, at: ManifestPath): Sentence {
  const requester = valueAt(auth, 'login_requester')
  const url = `${textAt(requester, 'url_base') ?? textAt(requester, 'url') ?? ''}`
  const path = textAt(requester, 'path')
  const place = endpoint(path ?? url, [...at, 'login_requester'])
  const token = listAt(auth, 'session_token_path').map(String).join('.')
  const shown = chip(token, [...at, 'session_token_path'])
  const how = valueAt(auth, 'request_authentication')
  const as =
    typeOf(how) === 'Bearer' ? say`bearer token` : placeOf(how, [...at, 'request_authentication'])
  const expires = durationWords(textAt(auth, 'expiration_duration'))
  return say`Sign in at ${place}, then send ${shown} as ${as}${expires ? ` for ${expires}` : ''}`
}

function jwt(auth: unknown, at: ManifestPath): Sentence {
  const key = chip(valueAt(auth, 'secret_key'), [...at, 'secret_key'])
  const algorithm = textAt(auth, 'algorithm') ?? 'Not set'
  const seconds = Number(valueAt(auth, 'token_duration') ?? 1200)
  return say`Token signed with ${key} (${algorithm}), good for ${goodFor(seconds)}`
}

function goodFor(seconds: number): string {
  return seconds % 60 === 0 ? `${seconds / 60} min` : `${seconds} s`
}
