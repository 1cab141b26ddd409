import { ReadFailed } from '../errors'
import type { ManifestPath } from '../path'
import { pkcs8From } from './private-key'

export interface UnsignedJwt {
  /** JSON text. */
  readonly header: string
  /** JSON text. */
  readonly payload: string
  readonly algorithm: string
  readonly key: string
  readonly encodesKey: boolean
  readonly passphrase: string
  readonly path: ManifestPath
}

interface Algorithm {
  readonly importParams:
    | RsaHashedImportParams
    | EcKeyImportParams
    | HmacImportParams
    | { name: string }
  readonly signParams: AlgorithmIdentifier | RsaPssParams | EcdsaParams
}

/** The algorithms of RFC 7518 and RFC 8037, as the Web Cryptography API names them. */
function algorithmOf(name: string): Algorithm | undefined {
  const hash = `SHA-${name.slice(2)}`
  switch (name.slice(0, 2)) {
    case 'HS':
      return { importParams: { name: 'HMAC', hash }, signParams: 'HMAC' }
    case 'RS':
      return { importParams: { name: 'RSASSA-PKCS1-v1_5', hash }, signParams: 'RSASSA-PKCS1-v1_5' }
    case 'PS':
      return {
        importParams: { name: 'RSA-PSS', hash },
        signParams: { name: 'RSA-PSS', saltLength: Number(name.slice(2)) / 8 },
      }
    case 'Ed':
      return { importParams: { name: 'Ed25519' }, signParams: { name: 'Ed25519' } }
    default:
      return ecdsa(name, hash)
  }
}

function ecdsa(name: string, hash: string): Algorithm | undefined {
  const curve = { ES256: 'P-256', ES384: 'P-384', ES512: 'P-521' }[name]
  if (curve === undefined) return undefined
  return { importParams: { name: 'ECDSA', namedCurve: curve }, signParams: { name: 'ECDSA', hash } }
}

/**
 * Signs a token (RFC 7515, compact form).
 *
 * @throws ReadFailed `jwt_not_signed` when the key does not fit the algorithm
 */
export async function signJwt(jwt: UnsignedJwt): Promise<string> {
  const algorithm = algorithmOf(jwt.algorithm)
  if (!algorithm) throw notSigned(`The algorithm ${jwt.algorithm} is not available here.`, jwt)
  try {
    const input = `${base64Url(utf8(jwt.header))}.${base64Url(utf8(jwt.payload))}`
    const key = await importKey(jwt, algorithm)
    const signature = await crypto.subtle.sign(algorithm.signParams, key, utf8(input))
    return `${input}.${base64Url(new Uint8Array(signature))}`
  } catch (cause) {
    if (cause instanceof ReadFailed) throw cause
    throw notSigned(
      'The key cannot be used. Check that it is complete and fits the algorithm.',
      jwt,
      cause,
    )
  }
}

async function importKey(jwt: UnsignedJwt, { importParams }: Algorithm): Promise<CryptoKey> {
  if (jwt.algorithm.startsWith('HS')) {
    const text = jwt.encodesKey ? toBase64(utf8(jwt.key)) : jwt.key
    return crypto.subtle.importKey('raw', utf8(text), importParams, false, ['sign'])
  }
  const pem = jwt.encodesKey ? toBase64(utf8(jwt.key)) : jwt.key
  const der = await pkcs8From(pem, jwt.passphrase)
  return crypto.subtle.importKey('pkcs8', der, importParams, false, ['sign'])
}

function notSigned(message: string, { path }: UnsignedJwt, cause?: unknown): ReadFailed {
  return new ReadFailed('jwt_not_signed', 'config', message, {
    path,
    cause,
    internalMessage: 'ValueError: Failed to sign token',
  })
}

function utf8(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text)
}

function toBase64(bytes: Uint8Array): string {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
}

function base64Url(bytes: Uint8Array): string {
  return toBase64(bytes).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')
}
