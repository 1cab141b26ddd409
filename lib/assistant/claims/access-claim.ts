import type { AuthAlternative, AuthScheme, BaseUrl, InputFact } from '../../importers/facts'
import { isSameNoun, lastNoun, snake, titleOf } from '../../importers/openapi/words'
import type { ClaimedFact, RefusalCode } from '../claims'
import { type Checked, type ClaimContext, claimed, names } from './context'
import { isOwnHost } from './hosts'

type Of<Kind extends ClaimedFact['kind']> = Extract<ClaimedFact, { kind: Kind }>

const authWords =
  /\b(auth\w*|api[ -]?keys?|tokens?|credentials?|secrets?|bearer|basic|sign(ed)? in|log ?in|access)\b/i

const credentialName =
  /(^|[-_.])(api-?_?key|apikey|key|token|auth|authorization|secret|credentials?|password|jwt|session|signature)$|[a-z](Key|Token|Secret|Auth)$/i

/** Names that end like credentials and are none. */
const otherName =
  /idempotency|page|next|cursor|csrf|sync|continuation|request|webhook|sort|include/i

/** A way to sign in, where the rules know none. What is sent has to be called like a credential. */
export function withAuth(claim: Of<'auth'>, context: ClaimContext): Checked {
  const { auth } = context.stream
  const scheme = schemeOf(claim, context)
  if (typeof scheme === 'string') return scheme
  if (auth.confidence !== 'unknown') {
    const isKnown = auth.value.some(({ schemes }) => schemes.some((each) => isSame(each, scheme)))
    return isKnown || auth.confidence !== 'certain' ? 'known-better' : 'contradicts'
  }
  const value: readonly AuthAlternative[] = [{ title: titleOfScheme(scheme), schemes: [scheme] }]
  return { ...context.stream, auth: claimed(context, value, 'likely') }
}

function isSame(one: AuthScheme, other: AuthScheme): boolean {
  const place = (scheme: AuthScheme) =>
    scheme.kind === 'api-key' ? `${scheme.in} ${scheme.name}`.toLowerCase() : scheme.kind
  return place(one) === place(other)
}

function titleOfScheme(scheme: AuthScheme): string {
  if (scheme.kind === 'api-key') return `API key (${scheme.name})`
  return scheme.kind === 'bearer' ? 'Access token' : 'User name and password'
}

function schemeOf(claim: Of<'auth'>, context: ClaimContext): AuthScheme | RefusalCode {
  const { words, evidence } = context
  if (!authWords.test(evidence.quote)) return 'not-plausible'
  if (claim.scheme === 'bearer') {
    return /\bbearer\b/i.test(words) ? { kind: 'bearer' } : 'name-not-there'
  }
  if (claim.scheme === 'api-key') return apiKey(claim, context)
  if (!/\bbasic\b|user ?name/i.test(words)) return 'name-not-there'
  return { kind: 'basic', isKeyAsUser: claim.isKeyAsUser === true }
}

function apiKey(claim: Of<'auth'>, context: ClaimContext): AuthScheme | RefusalCode {
  const { name, in: place } = claim
  if (name === null || place === null || !names(context, name)) return 'name-not-there'
  const isCredential = credentialName.test(name) && !otherName.test(name)
  if (!isCredential || !saysMore(context.evidence.quote, name)) return 'not-plausible'
  const prefix = (claim.prefix ?? '').trim()
  if (prefix !== '' && !(/^[\w-]{1,30}$/.test(prefix) && names(context, prefix))) {
    return 'name-not-there'
  }
  return { kind: 'api-key', in: place, name, prefix: prefix === '' ? '' : `${prefix} ` }
}

/** The name alone says nothing: the quote has to speak about signing in besides. */
function saysMore(quote: string, name: string): boolean {
  return authWords.test(quote.replaceAll(name, ' '))
}

/**
 * The base URL, where the documents declare none. Its host has to be one of the documents' own: of
 * their servers, or of the place they were taken from.
 */
export function withBaseUrl({ url }: Of<'base-url'>, context: ClaimContext): Checked {
  const { stream, words } = context
  const { baseUrl } = stream
  const isOpen = /^\{base_url\}/.test(baseUrl.value.template)
  if (!isOpen) return baseUrl.value.template === url ? 'known-better' : 'contradicts'
  const match = /^(https:\/\/)([A-Za-z0-9.{}_-]+)((?:\/[\w.~{}-]*)*)$/.exec(url)
  if (!match) return 'not-plausible'
  const plain = url.replaceAll(/\{[^{}]*\}/g, ' ')
  const isThere = plain
    .split(' ')
    .every((part) => words.toLowerCase().includes(part.toLowerCase().replace(/\/$/, '')))
  if (!isThere || !isOwnHost(match[2] ?? '', context)) return 'host-not-there'
  return { ...stream, baseUrl: claimed(context, templateOf(url), 'likely') }
}

function templateOf(url: string): BaseUrl {
  const inputs: InputFact[] = []
  const template = url.replace(/\/+$/, '').replaceAll(/\{([^{}]+)\}/g, (_, name: string) => {
    const input = snake(name) || 'server'
    if (!inputs.some((each) => each.name === input)) {
      inputs.push({ name: input, title: titleOf(name), type: 'string' })
    }
    return `{${input}}`
  })
  return { template, inputs }
}

/** A parent, where the rules only guess one that cannot be. */
export function withParent(claim: Of<'parent'>, context: ClaimContext): Checked {
  const { stream, streams } = context
  const variable = stream.variables.find(
    ({ value }) => value.in === 'path' && value.name === claim.variable,
  )
  const parent = streams.get(claim.stream)
  if (!variable || !parent || parent === stream) return 'no-such-stream'
  if (variable.confidence !== 'unknown' && variable.confidence !== 'guess') return 'known-better'
  const { source } = variable.value
  const old = source.kind === 'parent' ? streams.get(source.stream) : undefined
  if (old && fieldsOf(old).size === 0) return 'known-better'
  if (source.kind === 'parent' && old && fieldsOf(old).has(source.key)) return 'known-better'
  if (!parent.isList || !fieldsOf(parent).has(claim.key)) return 'name-not-there'
  const noun = snake(claim.variable).replace(/_?(id|key|uid|slug)$/, '')
  const isNamed = noun === '' || isSameNoun(noun, lastNoun(parent.path))
  if (!isNamed || leadsBack(parent, stream.name, streams)) return 'not-plausible'
  const value = {
    ...variable.value,
    source: { kind: 'parent' as const, stream: claim.stream, key: claim.key },
  }
  const found = claimed(context, value, 'likely')
  return {
    ...stream,
    variables: stream.variables.map((each) => (each === variable ? found : each)),
  }
}

function fieldsOf({ schema }: ClaimContext['stream']): ReadonlySet<string> {
  const properties = schema.value?.properties
  return new Set(
    typeof properties === 'object' && properties !== null ? Object.keys(properties) : [],
  )
}

function leadsBack(
  from: ClaimContext['stream'],
  name: string,
  streams: ClaimContext['streams'],
  depth = 0,
): boolean {
  if (from.name === name || depth > 8) return true
  return from.variables.some(({ value: { source } }) => {
    const next = source.kind === 'parent' ? streams.get(source.stream) : undefined
    return next !== undefined && leadsBack(next, name, streams, depth + 1)
  })
}
