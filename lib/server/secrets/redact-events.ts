import 'server-only'
import type { ReadEvent } from '../../engine/events'
import type { HeaderList } from '../../engine/transport'
import { mask, Redactor } from './redact'
import { isDistinctive } from './secret-encodings'

/** Headers whose value is a credential, whatever it is. */
const credentialHeaders = /^(?:authorization|proxy-authorization|cookie|set-cookie|x-api-key)$/i
/** Members of a sign-in's answer, or of a configuration, that hold a secret. */
const secretKeys =
  /token$|secret|password|passwd|^jwt$|api_?key$|session_?id$|private_?key|ticket$/i

/** Masks what a run reports. */
export interface RunRedactor {
  /** Adds a secret that came about during the run. */
  add(value: string, name?: string): void
  /** Masks an event. Give it the events in their order: what one teaches is masked in the later ones. */
  event<Event extends { readonly kind: string }>(event: Event): Event
  /** Masks a text, for example of an error. */
  text(text: string): string
}

/**
 * Masks a run's events before anybody sees them. Beside the given secrets it masks credential
 * headers and what sign-in calls answer (access tokens and the like), there and in everything after.
 *
 * @param secrets the value of every secret in the run's configuration, by its place
 */
export function createRedactor(secrets: Readonly<Record<string, string>>): RunRedactor {
  const named = Object.entries(secrets).map(([name, value]) => ({ name, value }))
  const redactor = new Redactor(named)
  const state: MaskState = { redactor, names: Object.keys(secrets), signIns: new Set() }
  return {
    add: (value, name = 'credential') => redactor.add({ name, value }),
    event: (event) => maskEvent(state, event as unknown as ReadEvent) as unknown as typeof event,
    text: (text) => redactor.text(text),
  }
}

interface MaskState {
  readonly redactor: Redactor
  readonly names: readonly string[]
  /** Numbers of the calls whose answers hold credentials. */
  readonly signIns: Set<number>
}

function maskEvent(state: MaskState, event: ReadEvent): ReadEvent {
  const { redactor } = state
  switch (event.kind) {
    case 'call':
      return maskCall(state, event)
    case 'answer':
      return maskAnswer(state, event)
    case 'control':
      return redactor.value({ ...event, config: maskMembers(event.config, redactor, state.names) })
    default:
      return redactor.value(event)
  }
}

function maskCall(state: MaskState, event: ReadEvent & { kind: 'call' }): ReadEvent {
  const { redactor, signIns } = state
  if (event.purpose === 'auth') signIns.add(event.call)
  const { sent } = event
  learnCredentials(sent.headers, redactor)
  const body = redactor.hasTokens ? sent.body && redactor.maskToken(sent.body) : sent.body
  const masked = {
    ...event,
    sent: {
      ...sent,
      url: redactor.hasTokens ? maskQuery(sent.url, redactor) : sent.url,
      headers: maskHeaders(sent.headers, redactor),
      ...(body === undefined ? {} : { body }),
    },
  }
  return redactor.value(masked)
}

function maskAnswer(state: MaskState, event: ReadEvent & { kind: 'answer' }): ReadEvent {
  const { redactor, signIns } = state
  const { response } = event
  if (!response) return redactor.value(event)
  const { bodyText, isTruncated } = response
  const ownSecrets = signIns.has(event.call) ? maskSignIn(bodyText, redactor) : bodyText
  return redactor.value({
    ...event,
    response: {
      ...response,
      headers: maskHeaders(response.headers, redactor),
      bodyText: isTruncated ? redactor.cutText(ownSecrets) : ownSecrets,
    },
  })
}

/** Learns the credential in each credential header, so that it is masked elsewhere too. */
function learnCredentials(headers: HeaderList, redactor: Redactor): void {
  for (const [name, value] of headers) {
    if (!/^(?:proxy-)?authorization$/i.test(name)) continue
    const credential = value.replace(/^[\w-]+\s+/, '')
    const known = redactor.text(credential) !== credential
    if (!known && isDistinctive(credential)) redactor.add({ name: 'credential', value: credential })
  }
}

function maskHeaders(headers: HeaderList, redactor: Redactor): HeaderList {
  return headers.map(([name, value]) => {
    const masked = redactor.maskToken(value)
    if (!credentialHeaders.test(name)) return [name, masked] as const
    return [name, maskCredential(value, masked)] as const
  })
}

/** Keeps the scheme of a credential and the names of cookies; a mask that is there says more. */
function maskCredential(value: string, masked: string): string {
  const scheme = /^(?:Bearer|Basic|Token|Digest|Negotiate|ApiKey|AWS4-HMAC-SHA256)\s+/i.exec(value)
  const prefix = scheme?.[0] ?? ''
  const rest = masked.slice(prefix.length)
  return /^‹secret:[^›]*›$/.test(rest) ? masked : prefix + mask('credential')
}

function maskQuery(url: string, redactor: Redactor): string {
  const at = url.indexOf('?')
  return at < 0 ? url : url.slice(0, at) + redactor.maskToken(url.slice(at))
}

/** Masks the secrets that a sign-in gave, and learns them. */
function maskSignIn(bodyText: string, redactor: Redactor): string {
  // In place, so that the rest of the text stays as it came; also of JSON that was cut.
  const member = /"((?:[^"\\]|\\.)*)"(\s*:\s*)"((?:[^"\\]|\\.)*)("?)/g
  const masked = bodyText.replace(
    member,
    (whole, key: string, colon: string, value: string, end) => {
      if (!secretKeys.test(key) || /^token_?type$/i.test(key)) return whole
      learn(redactor, key, value)
      return `"${key}"${colon}"${mask(key)}${end}`
    },
  )
  const form = /((?:^|&)([^=&\s]*)=)([^&\s]+)/g
  if (!/^[^{[<\s]*=/.test(bodyText)) return masked
  return masked.replace(form, (whole, start: string, key: string, value: string) => {
    if (!secretKeys.test(key)) return whole
    learn(redactor, key, value)
    return start + mask(key)
  })
}

function learn(redactor: Redactor, name: string, escaped: string): void {
  let value = escaped
  try {
    value = JSON.parse(`"${escaped}"`)
  } catch {
    // Not JSON: the text as it stands is the secret.
  }
  if (isDistinctive(value)) redactor.add({ name, value })
}

/** Masks members that hold secrets by their name, or that stand where the run's secrets stand. */
function maskMembers<T>(value: T, redactor: Redactor, places: readonly string[]): T {
  const lastKeys = new Set(places.map((place) => place.split('.').at(-1)))
  const walk = (inner: unknown): unknown => {
    if (Array.isArray(inner)) return inner.map(walk)
    if (typeof inner !== 'object' || inner === null) return inner
    if (Object.getPrototypeOf(inner) !== Object.prototype) return inner
    return Object.fromEntries(
      Object.entries(inner).map(([key, member]) => {
        const isSecret = lastKeys.has(key) || secretKeys.test(key)
        if (!isSecret || typeof member !== 'string') return [key, walk(member)]
        if (isDistinctive(member)) redactor.add({ name: key, value: member })
        return [key, mask(key)]
      }),
    )
  }
  return walk(value) as T
}
