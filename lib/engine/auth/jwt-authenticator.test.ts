import { generateKeyPairSync, verify } from 'node:crypto'
import { exportPKCS8, generateKeyPair, jwtVerify } from 'jose'
import { describe, expect, it } from 'vitest'
import { aCallScope, fakeContext } from '../testing/fake-context'
import { authenticatorKind } from './authenticator'

async function headerOf(config: object): Promise<string> {
  const authenticator = fakeContext().build(
    authenticatorKind,
    { type: 'JwtAuthenticator', ...config },
    'auth',
  )
  const { headers } = await authenticator.patch(aCallScope)
  return String(headers?.Authorization)
}

const now = Date.UTC(2024, 0, 16, 12, 34, 56) / 1000
const at = { currentDate: new Date(now * 1000) }
const decode = (part: string) =>
  JSON.parse(atob(part.replaceAll('-', '+').replaceAll('_', '/'))) as object

describe('JwtAuthenticator', () => {
  it('signs what RFC 7515 asks for, with its headers in order', async () => {
    const token = await headerOf({
      secret_key: 'hush',
      algorithm: 'HS256',
      header_prefix: 'Bearer',
      jwt_headers: { kid: 'K-1', cty: 'x' },
      jwt_payload: { iss: 'me', aud: 'you' },
      additional_jwt_payload: { scope: 'read', n: 5 },
    })
    expect(token.startsWith('Bearer ')).toBe(true)
    const jwt = token.slice('Bearer '.length)
    const [header = '', payload = ''] = jwt.split('.')
    expect(JSON.stringify(decode(header))).toBe('{"alg":"HS256","cty":"x","kid":"K-1","typ":"JWT"}')
    expect(JSON.stringify(decode(payload))).toBe(
      `{"scope":"read","n":5,"iss":"me","aud":"you","iat":${now},"exp":${now + 1200},"nbf":${now}}`,
    )
    await expect(jwtVerify(jwt, new TextEncoder().encode('hush'), at)).resolves.toBeDefined()
  })

  it.each(['RS256', 'PS384', 'ES256', 'ES384', 'EdDSA'])(
    'signs with a private key by %s',
    async (algorithm) => {
      const { privateKey, publicKey } = await generateKeyPair(algorithm, { extractable: true })
      const jwt = await headerOf({ secret_key: await exportPKCS8(privateKey), algorithm })
      await expect(jwtVerify(jwt, publicKey, at)).resolves.toBeDefined()
    },
  )

  it('signs with a key on the curve secp256k1', async () => {
    const pair = generateKeyPairSync('ec', { namedCurve: 'secp256k1' })
    for (const type of ['pkcs8', 'sec1'] as const) {
      const secret_key = String(pair.privateKey.export({ type, format: 'pem' }))
      const [header, payload, signature = ''] = (
        await headerOf({ secret_key, algorithm: 'ES256K' })
      ).split('.')
      const key = { key: pair.publicKey, dsaEncoding: 'ieee-p1363' } as const
      const input = new TextEncoder().encode(`${header}.${payload}`)
      expect(verify('sha256', input, key, Buffer.from(signature, 'base64url'))).toBe(true)
    }
    const { privateKey } = await generateKeyPair('ES256', { extractable: true })
    const other = { secret_key: await exportPKCS8(privateKey), algorithm: 'ES256K' }
    await expect(headerOf(other)).rejects.toMatchObject({ code: 'jwt_not_signed' })
  })

  it('takes keys in the older forms too', async () => {
    const { privateKey, publicKey } = await generateKeyPair('RS256', { extractable: true })
    const pkcs8 = await exportPKCS8(privateKey)
    const der = Uint8Array.from(atob(pkcs8.replaceAll(/-----[^-]+-----|\s/g, '')), (char) =>
      char.charCodeAt(0),
    )
    // The PKCS #1 key is the octet string behind version and algorithm, 26 bytes in.
    const body = btoa(String.fromCharCode(...der.subarray(26)))
    const pem = `-----BEGIN RSA PRIVATE KEY-----\n${body}\n-----END RSA PRIVATE KEY-----`
    const jwt = await headerOf({ secret_key: pem, algorithm: 'RS256' })
    await expect(jwtVerify(jwt, publicKey, at)).resolves.toBeDefined()
  })

  it('blames the configuration for a key that does not fit', async () => {
    await expect(headerOf({ secret_key: 'no key', algorithm: 'RS256' })).rejects.toMatchObject({
      code: 'jwt_not_signed',
      blame: 'config',
    })
  })

  it.each([{ secret_key: '123' }, { secret_key: 'k', jwt_headers: { kid: '1e3' } }])(
    'does not sign with what looks like a number: %j',
    async (config) => {
      await expect(headerOf({ algorithm: 'HS256', ...config })).rejects.toMatchObject({
        code: 'jwt_not_signed',
        blame: 'manifest',
      })
    },
  )

  it('refuses claims that have a field of their own', async () => {
    await expect(
      headerOf({ secret_key: 'k', algorithm: 'HS256', additional_jwt_payload: { iss: 'x' } }),
    ).rejects.toThrow(/iss/)
  })
})
