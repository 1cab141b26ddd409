import type { AuthAlternative, AuthScheme, Confidence, Evidence, Fact } from '../facts'
import { evidenceOf, type SpecDocument } from './document'
import type { Operation, Parameter } from './operations'
import { propertiesOf, type SchemaView } from './schema-view'
import { baseUrlOf } from './servers'
import { normal, segmentsOf } from './words'

type SessionScheme = AuthScheme & { kind: 'session' }

/** An operation that takes a name and a password and gives a token. */
export interface Login {
  readonly scheme: Omit<SessionScheme, 'send'>
  readonly evidence: readonly Evidence[]
}

const loginPath =
  /^(log-?_?in|sign-?_?in|auth|authenticate|authentication|authorize|sessions?|tokens?|access-?_?tokens?|api-?_?tokens?|get-?_?token|generate-?_?token)$/i
const userNames =
  /^(user|username|useremail|email|emailaddress|login|loginname|userid|account|accountname|clientid|apiuser|apikey|key|appid)$/
const passwordNames =
  /^(password|pass|passwd|pwd|userpassword|secret|clientsecret|apisecret|secretkey|appsecret)$/
const tokenNames =
  /^(token|accesstoken|authtoken|sessiontoken|sessionid|sessionkey|jwt|jwttoken|bearertoken|apitoken|authenticationtoken|idtoken|session)$/
const envelopes = /^(data|result|results|response|payload|session|auth|user|token)$/

/** How deep in an answer a token is looked for. */
const depthMax = 3

/** The operation of a document that gives a token for a name and a password, the plainest of several. */
export function loginOf(
  document: SpecDocument,
  operations: readonly Operation[],
): Login | undefined {
  const [found] = operations
    .filter(({ method, path }) => method === 'POST' && isLoginPath(path))
    .flatMap((operation) => loginFrom(document, operation) ?? [])
    .sort(
      (one, other) =>
        one.scheme.path.length - other.scheme.path.length ||
        (one.scheme.path < other.scheme.path ? -1 : 1),
    )
  return found
}

function isLoginPath(path: string): boolean {
  const segments = segmentsOf(path)
  return !path.includes('{') && loginPath.test((segments.at(-1) ?? '').replace(/\.json$/i, ''))
}

function loginFrom(document: SpecDocument, operation: Operation): Login | undefined {
  const body = operation.parameters.filter((each) => each.in === 'body' && !each.name.includes('.'))
  const user = named(body, userNames)
  const password = named(body, passwordNames)
  const token = tokenIn(operation.response, [])
  const needsMore = body.some(
    (each) =>
      each.isRequired && each !== user && each !== password && each.schema.type !== 'boolean',
  )
  if (!user || !password || !token || needsMore) return undefined
  const base = baseUrlOf(document, operation.located, operation.pathItem)
  return {
    scheme: {
      kind: 'session',
      method: operation.method,
      baseUrl: base.value.template,
      path: operation.path,
      userField: user.name,
      passwordField: password.name,
      tokenPath: token.path,
    },
    evidence: [
      evidenceOf(operation.located, `${operation.method} ${operation.path}`),
      evidenceOf(token.view.located, `${token.path.join('.')} of its answer`),
    ],
  }
}

function named(body: readonly Parameter[], names: RegExp): Parameter | undefined {
  return body.find(({ name, schema }) => names.test(normal(name)) && schema.type !== 'object')
}

interface Token {
  readonly path: readonly string[]
  readonly view: SchemaView
}

/** The token in an answer: at the top, else inside an envelope. */
function tokenIn(view: SchemaView | undefined, path: readonly string[]): Token | undefined {
  if (!view || path.length >= depthMax) return undefined
  const properties = [...propertiesOf(view)]
  const own = properties.find(([name, each]) => isText(each) && tokenNames.test(normal(name)))
  if (own) return { path: [...path, own[0]], view: own[1] }
  for (const [name, each] of properties) {
    if (each.type !== 'object' || !envelopes.test(normal(name))) continue
    const inner = tokenIn(each, [...path, name])
    if (inner) return inner
  }
  return undefined
}

function isText({ type }: SchemaView): boolean {
  return type === 'string' || type === 'unknown'
}

/**
 * Ways to sign in, with the session that a login opens. It stands first where the token can only come
 * from there, and last where people may have tokens of their own.
 */
export function withLogin(
  auth: Fact<readonly AuthAlternative[]>,
  login: Login | undefined,
): Fact<readonly AuthAlternative[]> {
  if (!login) return auth
  if (auth.value.length === 0) return sessionFact(auth, login, { kind: 'bearer' }, 'guess')
  for (const { schemes } of auth.value) {
    const [only] = schemes
    const send = schemes.length === 1 ? carrierOf(only) : undefined
    if (send) return sessionFact(auth, login, send, auth.confidence)
  }
  return auth
}

function sessionFact(
  auth: Fact<readonly AuthAlternative[]>,
  login: Login,
  send: SessionScheme['send'],
  confidence: Confidence,
): Fact<readonly AuthAlternative[]> {
  const session = { title: 'User name and password', schemes: [{ ...login.scheme, send }] }
  const isOnlyWay = send.kind === 'header' || auth.value.length === 0
  return {
    value: isOnlyWay ? [session, ...auth.value] : [...auth.value, session],
    confidence: confidence === 'certain' ? 'likely' : confidence,
    evidence: [...auth.evidence, ...login.evidence],
  }
}

/** How a token is sent: as a bearer, or in a header that is called after sessions. */
function carrierOf(scheme: AuthScheme | undefined): SessionScheme['send'] | undefined {
  if (scheme?.kind === 'bearer') return { kind: 'bearer' }
  if (scheme?.kind !== 'api-key' || scheme.in !== 'header') return undefined
  const isSession = /session|auth-?token|access-?token|x-token|jwt|^authorization$/i.test(
    scheme.name,
  )
  return isSession ? { kind: 'header', name: scheme.name, prefix: scheme.prefix } : undefined
}
