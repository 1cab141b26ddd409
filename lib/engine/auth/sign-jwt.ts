import { ReadFailed } from '../errors'
import type { ManifestPath } from '../path'
import { pkcs8From, secp256k1Key } from './private-key'

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
function algorithmOf(name: string): Algorithm | 'ES256K' | undefined {
  if (name === 'ES256K') return name
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
  if (!algorithm) throw notSigned(`The algorithm ${jwt.algorithm} is not known.`, jwt)
  try {
    const input = `${base64Url(utf8(jwt.header))}.${base64Url(utf8(jwt.payload))}`
    const signature =
      algorithm === 'ES256K'
        ? await signEs256k(jwt, utf8(input))
        : await signByPlatform(jwt, algorithm, utf8(input))
    return `${input}.${base64Url(signature)}`
  } catch (cause) {
    if (cause instanceof ReadFailed) throw cause
    throw notSigned(
      'The key cannot be used. Check that it is complete and fits the algorithm.',
      jwt,
      cause,
    )
  }
}

async function signByPlatform(
  jwt: UnsignedJwt,
  algorithm: Algorithm,
  input: Uint8Array<ArrayBuffer>,
): Promise<Uint8Array> {
  const key = await importKey(jwt, algorithm)
  return new Uint8Array(await crypto.subtle.sign(algorithm.signParams, key, input))
}

/** RFC 8812 3.2. The Web Cryptography API does not have this curve. */
async function signEs256k(jwt: UnsignedJwt, input: Uint8Array): Promise<Uint8Array> {
  const { signAsync } = await import('@noble/secp256k1')
  return signAsync(input, secp256k1Key(await pkcs8From(pemOf(jwt), jwt.passphrase)))
}

async function importKey(jwt: UnsignedJwt, { importParams }: Algorithm): Promise<CryptoKey> {
  if (jwt.algorithm.startsWith('HS')) {
    const text = jwt.encodesKey ? toBase64(utf8(jwt.key)) : jwt.key
    return crypto.subtle.importKey('raw', utf8(text), importParams, false, ['sign'])
  }
  const der = await pkcs8From(pemOf(jwt), jwt.passphrase)
  return crypto.subtle.importKey('pkcs8', der, importParams, false, ['sign'])
}

function pemOf({ key, encodesKey }: UnsignedJwt): string {
  return encodesKey ? toBase64(utf8(key)) : key
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
