import { type BuildContext, defineComponent } from '../component'
import { ManifestInvalid, ReadFailed } from '../errors'
import { interpolatedMapping, interpolatedString, type Variables } from '../interpolate'
import { type Injector, requestOptionKind } from '../requesters/injector'
import { jsonOf } from '../transforms/json-of'
import { isTruthy } from '../values/compare'
import { compareCodePoints, stringifyJson } from '../values/json'
import { toText } from '../values/text'
import { type Json, objectOf, type Value, type ValueObject } from '../values/value'
import { textHeaderNames, textHeaders } from './api-key-authenticator'
import type { Authenticator } from './authenticator'
import { jsonLoads } from './json-loads'
import { type JwtConfig, jwtSchema } from './jwt-schema'
import { signJwt } from './sign-jwt'

export const jwtAuthenticator = defineComponent({
  schema: jwtSchema,
  create(config, context): Authenticator {
    checkReserved(config, context)
    const injector = config.request_option
      ? context.build(requestOptionKind, config.request_option, 'request_option')
      : authorizationHeader
    const write = compileToken(config, context)
    const patch = async () => injector.inject(await write())
    return {
      patch,
      headers: async () => (injector.isHeader ? textHeaders(await patch()) : {}),
      credentialHeaders: injector.isHeader ? textHeaderNames(injector.inject('')) : [],
    }
  },
})

const authorizationHeader: Injector = {
  place: 'header Authorization',
  isPath: false,
  isHeader: true,
  inject: (value) => ({ headers: { Authorization: value } }),
}

const reservedHeaders = ['kid', 'alg', 'typ', 'cty']
const reservedClaims = ['iss', 'sub', 'aud', 'iat', 'exp', 'nbf']

function checkReserved(config: JwtConfig, context: BuildContext): void {
  const pairs = [
    ['additional_jwt_headers', reservedHeaders],
    ['additional_jwt_payload', reservedClaims],
  ] as const
  for (const [key, reserved] of pairs) {
    const taken = Object.keys(config[key] ?? {}).find((name) => reserved.includes(name))
    if (taken !== undefined) {
      throw new ManifestInvalid(`${key} must not set ${taken}, which has a field of its own`, {
        path: [...context.path, key, taken],
      })
    }
  }
}

/** Compiles the templates of a token; each call signs one anew. */
function compileToken(config: JwtConfig, context: BuildContext): () => Promise<string> {
  const variables: Variables = { json_loads: jsonLoads }
  const evaluate = (text: string) => interpolatedString(text, context)(variables)
  const mapping = (map: Record<string, unknown> | undefined) =>
    interpolatedMapping((map ?? {}) as ValueObject, context, { keys: 'text', values: 'any' })
  const headers = mapping(config.additional_jwt_headers)
  const claims = mapping(config.additional_jwt_payload)

  return async () => {
    const known = config.jwt_headers ?? { kid: undefined, typ: 'JWT', cty: undefined }
    const header = sortedJson({
      ...headers(variables),
      ...presentTexts({ kid: known.kid, typ: known.typ, cty: known.cty }, evaluate),
      alg: config.algorithm,
    })
    const secret = evaluate(config.secret_key)
    const now = Math.floor(context.engine.nowMicros() / 1_000_000)
    const payload = stringifyJson(
      jsonOf({
        ...claims(variables),
        ...presentTexts(config.jwt_payload ?? {}, evaluate),
        iat: now,
        exp: now + config.token_duration,
        nbf: now,
      }),
    )
    checkTexts({ secret_key: secret, kid: evaluateOptional(known.kid, evaluate) }, context)
    const jwt = await signJwt({
      header,
      payload,
      algorithm: config.algorithm,
      key: toText(secret),
      encodesKey: config.base64_encode_secret_key,
      passphrase: config.passphrase === undefined ? '' : toText(evaluate(config.passphrase)),
      path: context.path,
    })
    const prefix = config.header_prefix === undefined ? '' : toText(evaluate(config.header_prefix))
    return prefix === '' ? jwt : `${prefix} ${jwt}`
  }
}

/** An optional text; nothing where it is empty. */
function evaluateOptional(text: string | undefined, evaluate: (text: string) => Value): Value {
  const value = text === undefined ? '' : evaluate(text)
  return isTruthy(value) ? value : ''
}

/** @throws ReadFailed `jwt_not_signed` for a key or its name that looks like a number */
function checkTexts(values: Readonly<Record<string, Value>>, context: BuildContext): void {
  const [key] = Object.entries(values).find(([, value]) => typeof value !== 'string') ?? []
  if (key === undefined) return
  throw new ReadFailed(
    'jwt_not_signed',
    'manifest',
    `${key} looks like a number and is taken for one. Put quotes inside the quotes, as in "'123'".`,
    { path: context.path, internalMessage: 'ValueError: Failed to sign token' },
  )
}

function presentTexts(
  texts: Readonly<Record<string, string | undefined>>,
  evaluate: (text: string) => Value,
): ValueObject {
  const pairs = Object.entries(texts)
    .map(([key, text]) => [key, text === undefined ? null : evaluate(text)] as const)
    .filter(([, value]) => isTruthy(value))
  return objectOf(pairs)
}

function sortedJson(map: ValueObject): string {
  const sorted = Object.entries(map).sort(([a], [b]) => compareCodePoints(a, b))
  return stringifyJson(objectOf(sorted.map(([key, value]): [string, Json] => [key, jsonOf(value)])))
}
