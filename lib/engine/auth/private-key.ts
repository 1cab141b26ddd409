import { readDer, readOid, sequence, writeDer } from './der'

type Bytes = Uint8Array<ArrayBuffer>

/** Object identifiers, as the numbers of their DER content. */
const rsaEncryption = [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01]
const ecPublicKey = [0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01]

/**
 * The private key of a PEM text as PKCS #8 (RFC 5958). Takes PKCS #8, encrypted PKCS #8, PKCS #1
 * and SEC 1. Line breaks that were lost or written as `\n` are forgiven.
 *
 * @throws Error when it is none of these or the passphrase is wrong
 */
export async function pkcs8From(pem: string, passphrase: string): Promise<Bytes> {
  const text = pem.replaceAll('\\n', '\n')
  const [, label, body = ''] =
    /-----BEGIN ([A-Z0-9 ]+)-----([\s\S]*?)-----END [A-Z0-9 ]+-----/.exec(text) ?? []
  if (label === undefined) throw new Error('The key is no PEM text')
  const der = Uint8Array.from(atob(body.replaceAll(/[^A-Za-z0-9+/=]/g, '')), (char) =>
    char.charCodeAt(0),
  )
  switch (label) {
    case 'PRIVATE KEY':
      return der
    case 'RSA PRIVATE KEY':
      return wrap(
        der,
        sequence(writeDer(0x06, Uint8Array.from(rsaEncryption)), writeDer(0x05, new Uint8Array())),
      )
    case 'EC PRIVATE KEY':
      return wrap(der, ecAlgorithm(der))
    case 'ENCRYPTED PRIVATE KEY':
      return decrypt(der, passphrase)
    default:
      throw new Error('The PEM text holds no private key')
  }
}

const secp256k1 = '1.3.132.0.10'

/**
 * The 32 bytes of a private key on the curve secp256k1 (SEC 2 2.4.1), from PKCS #8.
 *
 * @throws Error when the key is for something else
 */
export function secp256k1Key(der: Bytes): Bytes {
  const [, algorithm, wrapped] = readDer(der)[0]?.children() ?? []
  const [, curve] = algorithm?.children() ?? []
  const [, key] = wrapped ? (readDer(wrapped.content)[0]?.children() ?? []) : []
  if (!curve || readOid(curve) !== secp256k1 || !key) {
    throw new Error('The key is not for the curve secp256k1')
  }
  return key.content
}

/** RFC 5958 2: version, algorithm, and the key as an octet string. */
function wrap(key: Bytes, algorithm: Bytes): Bytes {
  return sequence(writeDer(0x02, Uint8Array.of(0)), algorithm, writeDer(0x04, key))
}

/** RFC 5915 3: a SEC 1 key names its curve in the field tagged 0. */
function ecAlgorithm(der: Bytes): Bytes {
  const [, , ...fields] = readDer(der)[0]?.children() ?? []
  const curve = fields.find((field) => field.tag === 0xa0)?.content
  if (!curve) throw new Error('The key does not say which curve it is for')
  return sequence(writeDer(0x06, Uint8Array.from(ecPublicKey)), curve)
}

const hashes: Readonly<Record<string, string>> = {
  '1.2.840.113549.2.7': 'SHA-1',
  '1.2.840.113549.2.9': 'SHA-256',
  '1.2.840.113549.2.10': 'SHA-384',
  '1.2.840.113549.2.11': 'SHA-512',
}

const cipherBits: Readonly<Record<string, number>> = {
  '2.16.840.1.101.3.4.1.2': 128,
  '2.16.840.1.101.3.4.1.22': 192,
  '2.16.840.1.101.3.4.1.42': 256,
}

/** RFC 8018 6.2: PBES2 with PBKDF2 and AES in CBC mode, which is what tools write today. */
async function decrypt(der: Bytes, passphrase: string): Promise<Bytes> {
  const [algorithm, encrypted] = readDer(der)[0]?.children() ?? []
  const [, parameters] = algorithm?.children() ?? []
  const [derivation, cipher] = parameters?.children() ?? []
  const [, derivationParameters] = derivation?.children() ?? []
  const [salt, rounds, ...rest] = derivationParameters?.children() ?? []
  const [cipherOid, iv] = cipher?.children() ?? []
  const bits = cipherBits[cipherOid ? readOid(cipherOid) : '']
  const hashOid = rest.find((field) => field.tag === 0x30)?.children()[0]
  const hash = hashOid ? hashes[readOid(hashOid)] : 'SHA-1'
  if (!salt || !rounds || !iv || !encrypted || !bits || !hash) {
    throw new Error('The private key is encrypted in a way that is not supported')
  }
  const secret = await crypto.subtle.importKey(
    'raw',
    new TextEncoder().encode(passphrase),
    'PBKDF2',
    false,
    ['deriveKey'],
  )
  const iterations = rounds.content.reduce((sum, byte) => sum * 256 + byte, 0)
  const key = await crypto.subtle.deriveKey(
    { name: 'PBKDF2', hash, salt: salt.content, iterations },
    secret,
    { name: 'AES-CBC', length: bits },
    false,
    ['decrypt'],
  )
  return new Uint8Array(
    await crypto.subtle.decrypt({ name: 'AES-CBC', iv: iv.content }, key, encrypted.content),
  )
}
