import type { FoundSecret } from '../imported'
import { type Exchange, headerOf, partsOf } from './exchange'

/** Schemes as OpenAPI writes them, and the secrets that were taken out. */
export interface Credentials {
  readonly schemes: Readonly<Record<string, object>>
  readonly secrets: readonly FoundSecret[]
  /** Query parameters that are credentials and no parameters of streams. */
  readonly query: ReadonlySet<string>
}

const keyHeader =
  /^(x-)?(.*-)?(api[-_]?key|apikey|auth[-_]?token|access[-_]?token|api[-_]?token|token|secret|subscription-key|app[-_]?key|app[-_]?id)$/i
const keyQuery =
  /^(api[-_]?key|apikey|access[-_]?token|auth[-_]?token|api[-_]?token|token|key|app[-_]?id|appid|secret|client_secret|sig|signature)$/i

/** Takes credentials out of requests: bearer, basic, keys in headers and in the query. */
export function credentialsOf(exchanges: readonly Exchange[]): Credentials {
  const schemes: Record<string, object> = {}
  const secrets = new Map<string, string>()
  const query = new Set<string>()
  for (const exchange of exchanges) {
    if (exchange.basic) addBasic(exchange.basic.user, exchange.basic.password, schemes, secrets)
    addHeaders(exchange, schemes, secrets)
    const parameters = partsOf(exchange.url)?.query ?? []
    for (const [name, value] of parameters.filter(([each]) => keyQuery.test(each))) {
      query.add(name)
      addKey('query', name, value, schemes, secrets)
    }
  }
  const found = [...secrets].map(([input, value]) => ({ input, value }))
  return {
    schemes,
    secrets: found.filter(({ value }) => value !== '' && !isPlaceholder(value)),
    query,
  }
}

/** What documentation writes where a secret goes. */
function isPlaceholder(value: string): boolean {
  return /^[<{[$%]|^(your|my|xxx|\*\*\*|api[-_ ]?key|token|secret|password|username|user)\b|x{4,}|\.{3}|\*{3}/i.test(
    value,
  )
}

type Schemes = Record<string, object>

function addHeaders({ headers }: Exchange, schemes: Schemes, secrets: Map<string, string>) {
  const authorization = headerOf(headers, 'authorization')
  if (authorization) addAuthorization(authorization, schemes, secrets)
  for (const [name, value] of headers) {
    if (keyHeader.test(name)) addKey('header', name, value, schemes, secrets)
  }
}

function addBasic(user: string, password: string, schemes: Schemes, secrets: Map<string, string>) {
  const isKeyAsUser = password === '' || password === 'x' || password === 'X'
  const description = isKeyAsUser ? 'The API key is the user name, without a password.' : ''
  schemes.basic = { type: 'http', scheme: 'basic', description }
  if (isKeyAsUser) return void secrets.set('api_key', user)
  secrets.set('username', user)
  secrets.set('password', password)
}

function addAuthorization(value: string, schemes: Schemes, secrets: Map<string, string>) {
  const [, scheme = '', rest = ''] = /^(\S+)\s+(.+)$/.exec(value.trim()) ?? []
  if (/^bearer$/i.test(scheme)) {
    schemes.bearer = { type: 'http', scheme: 'bearer' }
    secrets.set('access_token', rest)
  } else if (/^basic$/i.test(scheme)) {
    const [user = '', password = ''] = decoded(rest).split(':')
    addBasic(user, password, schemes, secrets)
  } else {
    schemes.key = { type: 'apiKey', in: 'header', name: 'Authorization', 'x-prefix': scheme }
    secrets.set('api_key', scheme === '' ? value.trim() : rest)
  }
}

function decoded(text: string): string {
  try {
    return atob(text)
  } catch {
    return ''
  }
}

/** The first key goes by `api_key`, further ones by the names of their headers. */
function addKey(
  place: 'header' | 'query',
  name: string,
  value: string,
  schemes: Schemes,
  secrets: Map<string, string>,
) {
  const id = `key_${place}_${name.toLowerCase()}`
  if (id in schemes) return
  const isFirst = !Object.keys(schemes).some((each) => each.startsWith('key'))
  schemes[id] = { type: 'apiKey', in: place, name }
  const own = name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '_')
    .replaceAll(/^_+|_+$/g, '')
  secrets.set(isFirst ? 'api_key' : own, value)
}
