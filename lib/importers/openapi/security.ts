import type { AuthAlternative, AuthScheme, Confidence, Evidence, Fact } from '../facts'
import {
  at,
  evidenceOf,
  itemsOf,
  keysOf,
  type Located,
  rawAt,
  rootOf,
  type SpecDocument,
  textAt,
} from './document'
import type { Operation } from './operations'
import { normal } from './words'

const credentialNames =
  /^(x?-?api-?key|x-.*(api-?key|token|secret)|.*(access|auth|account|server|user|app|application)[-_]?(token|key)|authorization|token|api[-_]?token|key|app[-_]?key|appid|client[-_]?secret|secret)$/i

/** Header parameters that carry something else than a credential although their names say token. */
const notCredentials = /idempotency|page|next|cursor|csrf|sync|continuation|request|webhook|sort/i

/** The ways in which an operation may be called. */
export function authOf(
  operation: Operation,
  common: Fact<readonly AuthAlternative[]>,
): Fact<readonly AuthAlternative[]> {
  const own = rawAt(operation.located, 'security')
  if (Array.isArray(own) && own.length > 0) {
    const found = alternatives(operation.document, at(operation.located, 'security'))
    if (found.value.length > 0) return found
  }
  const keys = keyParameters(operation)
  if (keys.value.length > 0 && common.value.length === 0) return keys
  return common.value.length > 0 ? common : keys
}

/** What most operations of a document use: its global security, else the most frequent one, else every scheme. */
export function commonAuth(
  document: SpecDocument,
  operations: readonly Operation[],
): Fact<readonly AuthAlternative[]> {
  const root = rootOf(document)
  const global = alternatives(document, at(root, 'security'))
  if (global.value.length > 0) return global
  const counts = new Map<string, { count: number; fact: Fact<readonly AuthAlternative[]> }>()
  for (const operation of operations) {
    const own = alternatives(document, at(operation.located, 'security'))
    const fact = own.value.length > 0 ? own : keyParameters(operation)
    if (fact.value.length === 0) continue
    const key = JSON.stringify(fact.value)
    counts.set(key, {
      count: (counts.get(key)?.count ?? 0) + 1,
      fact: counts.get(key)?.fact ?? fact,
    })
  }
  const [best] = [...counts].sort(
    ([a, one], [b, other]) => other.count - one.count || (a < b ? -1 : 1),
  )
  if (best) return best[1].fact
  return everyScheme(document)
}

function everyScheme(document: SpecDocument): Fact<readonly AuthAlternative[]> {
  const schemes = schemesOf(document)
  const found = keysOf(schemes).flatMap((name) => {
    const located = at(schemes, name)
    const scheme = located && schemeFrom(located)
    return located && scheme
      ? [{ alternative: { title: titleOfScheme(scheme), schemes: [scheme] }, located }]
      : []
  })
  if (found.length > 0) {
    return {
      value: unique(found.map(({ alternative }) => alternative)),
      confidence: 'likely',
      evidence: found.map(({ located }) => evidenceOf(located)),
    }
  }
  return fromProse(document)
}

/** "Authorization: Bearer …" in the introduction of a document that declares no scheme. */
function fromProse(document: SpecDocument): Fact<readonly AuthAlternative[]> {
  const info = at(rootOf(document), 'info', 'description')
  const text = typeof info?.value === 'string' ? info.value : ''
  const schemes: [RegExp, AuthScheme][] = [
    [/authorization:?\s*`?"?bearer|bearer (token|authentication|auth)\b/i, { kind: 'bearer' }],
    [/basic auth|authorization:?\s*`?"?basic/i, { kind: 'basic', isKeyAsUser: false }],
  ]
  const found = schemes.find(([pattern]) => pattern.test(text))
  if (found && info) {
    const quote = text.slice(Math.max(0, text.search(found[0]) - 20), text.search(found[0]) + 80)
    return {
      value: [{ title: titleOfScheme(found[1]), schemes: [found[1]] }],
      confidence: 'likely',
      evidence: [evidenceOf(info, quote)],
    }
  }
  return { value: [], confidence: 'unknown', evidence: [] }
}

function schemesOf(document: SpecDocument): Located | undefined {
  const root = rootOf(document)
  return document.isSwagger2
    ? at(root, 'securityDefinitions')
    : at(root, 'components', 'securitySchemes')
}

function alternatives(
  document: SpecDocument,
  requirements: Located | undefined,
): Fact<readonly AuthAlternative[]> {
  const declared = schemesOf(document)
  const evidence: Evidence[] = []
  const found = itemsOf(requirements).flatMap((requirement) => {
    const schemes = keysOf(requirement).flatMap((name) => {
      const located = at(declared, name)
      const scheme = located && schemeFrom(located)
      if (located && scheme) evidence.push(evidenceOf(located, quoteOf(located)))
      return scheme ? [scheme] : []
    })
    const isWhole = schemes.length === keysOf(requirement).length
    return schemes.length > 0 && isWhole
      ? [{ title: schemes.map(titleOfScheme).join(' and '), schemes }]
      : []
  })
  const confidence: Confidence = found.length > 0 ? 'certain' : 'unknown'
  return { value: unique(found), confidence, evidence }
}

function unique(list: readonly AuthAlternative[]): AuthAlternative[] {
  const byText = new Map(list.map((each) => [JSON.stringify(each.schemes), each]))
  return [...byText.values()].sort((one, other) => order(one) - order(other))
}

/** What is quick to obtain stands first. */
function order({ schemes }: AuthAlternative): number {
  return Math.max(
    ...schemes.map(({ kind }) => ['bearer', 'api-key', 'basic', 'session', 'oauth2'].indexOf(kind)),
  )
}

function quoteOf(located: Located): string {
  return ['type', 'scheme', 'in', 'name', 'description']
    .map((key) => textAt(located, key))
    .filter((text) => text !== '')
    .join(' ')
}

function schemeFrom(located: Located): AuthScheme | undefined {
  const type = textAt(located, 'type')
  const description = textAt(located, 'description')
  if (type === 'basic') return { kind: 'basic', isKeyAsUser: isKeyAsUser(description) }
  if (type === 'http') return httpScheme(textAt(located, 'scheme'), description)
  if (type === 'apiKey') return apiKey(textAt(located, 'in'), textAt(located, 'name'), located)
  if (type === 'oauth2') return oauth(located)
  return type === 'openIdConnect' ? { kind: 'bearer' } : undefined
}

function httpScheme(scheme: string, description: string): AuthScheme | undefined {
  if (/^basic$/i.test(scheme)) return { kind: 'basic', isKeyAsUser: isKeyAsUser(description) }
  if (/^bearer$/i.test(scheme)) return { kind: 'bearer' }
  return scheme === ''
    ? undefined
    : { kind: 'api-key', in: 'header', name: 'Authorization', prefix: `${scheme} ` }
}

function isKeyAsUser(description: string): boolean {
  return /api[ -]?key (as|is|in) (the |your )?(basic auth )?user ?name|user ?name .{0,40}api[ -]?key|leave the password|no password|password (should be|can be|is) (left )?(blank|empty)/i.test(
    description,
  )
}

function apiKey(place: string, name: string, located: Located): AuthScheme | undefined {
  if (name === '' || !/^(header|query|cookie)$/.test(place)) return undefined
  const prefix = /^authorization$/i.test(name) && place === 'header' ? prefixOf(located) : ''
  if (/^bearer $/i.test(prefix)) return { kind: 'bearer' }
  if (/^basic $/i.test(prefix)) {
    return { kind: 'basic', isKeyAsUser: isKeyAsUser(textAt(located, 'description')) }
  }
  return { kind: 'api-key', in: place as 'header', name, prefix }
}

/** The word before the key in an Authorization header, as description or extensions write it. */
function prefixOf(located: Located): string {
  const declared = rawAt(located, 'x-prefix') ?? rawAt(located, 'x-api-key-prefix')
  if (typeof declared === 'string' && declared !== '') return `${declared.trim()} `
  const description = textAt(located, 'description')
  // As Ruby on Rails reads tokens.
  if (/\btoken token=/i.test(description)) return 'Token token='
  const written =
    /authorization["'`]?\s*[:=]\s*["'`]?\s*([A-Za-z][\w-]*)[ =]+["'`]?[<{[$(*A-Za-z0-9.]/i.exec(
      description,
    ) ??
    /[`"']([A-Z][\w-]*) +[<{[$(]?(your|api|token|key|access|private|secret|x{3,})[^`"']*[`"']/i.exec(
      description,
    ) ??
    /\b(?:prefix\w*|preceded|starts?) (?:with |by |of )?(?:the (?:word|prefix|string) )?["'`]([A-Za-z][\w-]*)/i.exec(
      description,
    )
  const word = written?.[1] ?? ''
  if (word !== '')
    return /^(your|the|header|value|api_key|token_value)$/i.test(word) ? '' : `${word} `
  return /\bbearer\b/i.test(description) ? 'Bearer ' : ''
}

function oauth(located: Located): AuthScheme {
  const flows = at(located, 'flows') ?? located
  const pick = ['clientCredentials', 'application', 'authorizationCode', 'accessCode', 'password']
  const isFlat = rawAt(located, 'flow') !== undefined
  const name = isFlat ? textAt(located, 'flow') : (pick.find((key) => at(flows, key)) ?? '')
  const flow = isFlat ? located : at(flows, name)
  const tokenUrl = textAt(flow, 'refreshUrl') || textAt(flow, 'tokenUrl')
  if (!/^https?:\/\//.test(tokenUrl)) return { kind: 'bearer' }
  const isClient = /^(clientCredentials|application)$/.test(name)
  return {
    kind: 'oauth2',
    grant: isClient ? 'client_credentials' : 'refresh_token',
    tokenUrl,
    scopes: isClient ? keysOf(at(flow, 'scopes')) : [],
  }
}

function titleOfScheme(scheme: AuthScheme): string {
  if (scheme.kind === 'api-key') return `API key (${scheme.name})`
  if (scheme.kind === 'bearer') return 'Access token'
  if (scheme.kind === 'basic') return scheme.isKeyAsUser ? 'API key' : 'User name and password'
  return scheme.kind === 'oauth2' ? 'OAuth 2.0' : 'Session'
}

/** Parameters that are credentials by name, of an operation for which no scheme is declared. */
function keyParameters(operation: Operation): Fact<readonly AuthAlternative[]> {
  const keys = operation.parameters.filter(
    (each) =>
      (each.in === 'header' || (each.in === 'query' && isKeyName(each.name))) &&
      credentialNames.test(each.name) &&
      !notCredentials.test(each.name),
  )
  if (keys.length === 0) return { value: [], confidence: 'unknown', evidence: [] }
  const schemes = keys.flatMap((key) => apiKey(key.in, key.name, key.located) ?? [])
  return {
    value: [{ title: schemes.map(titleOfScheme).join(' and '), schemes }],
    confidence: keys.every((key) => key.isRequired) ? 'certain' : 'likely',
    evidence: keys.map((key) => evidenceOf(key.located)),
  }
}

function isKeyName(name: string): boolean {
  return /^(apikey|accesstoken|apitoken|authtoken|appkey)$/.test(normal(name))
}

/** Names of parameters that are credentials: they never turn pages and are no inputs of streams. */
export function credentialParameters(
  operation: Operation,
  auth: readonly AuthAlternative[],
): Set<string> {
  const declared = auth.flatMap(({ schemes }) =>
    schemes.flatMap((scheme) => (scheme.kind === 'api-key' ? [scheme.name] : [])),
  )
  const schemes = schemesOf(operation.document)
  const all = keysOf(schemes).map((name) => textAt(at(schemes, name), 'name'))
  const headers = operation.parameters
    .filter((each) => each.in === 'header' && credentialNames.test(each.name))
    .map((each) => each.name)
  return new Set([
    ...declared,
    ...all.filter((name) => name !== ''),
    ...headers,
    'Authorization',
    'authorization',
  ])
}
