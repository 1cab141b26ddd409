import { randomBytes, randomUUID } from 'node:crypto'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  createDataKey,
  dataKeyIdOf,
  openDataKey,
  openSecret,
  rewrapDataKey,
  type SecretPlace,
  sealSecret,
} from './cipher'
import type { KeyRing } from './key-file'

const masterKey = () => ({ id: randomBytes(8).toString('hex'), bytes: randomBytes(32) })
const aRing = (): KeyRing => ({ instanceId: randomUUID(), keys: [masterKey()] })

const place: SecretPlace = {
  workspaceId: 'w1',
  ownerId: 'e1',
  kind: 'environment',
  field: 'credentials.api_key',
}
const ring = aRing()
const { key, wrapped } = createDataKey(ring, 'w1')
const damaged = expect.objectContaining({ code: 'secret_damaged' })
const mismatch = expect.objectContaining({ code: 'key_mismatch' })

describe('a secret', () => {
  it('comes back as it was, whatever it is', () => {
    void fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (secret) => {
        const text = secret.toWellFormed()
        expect(openSecret(ring, key, place, sealSecret(ring, key, place, text))).toBe(text)
      }),
    )
  })

  it('is not in its envelope, which names the key', () => {
    const envelope = sealSecret(ring, key, place, 'sk_live_51HxQ8')
    expect(Buffer.from(envelope).toString('latin1')).not.toContain('sk_live')
    expect(envelope[0]).toBe(1)
    expect(dataKeyIdOf(envelope)).toBe(key.id)
    expect(envelope.byteLength).toBe(1 + 16 + 12 + 14 + 16)
    expect(envelope.byteOffset).toBe(0)
  })

  it('is encrypted with a nonce of its own each time', () => {
    const nonces = Array.from({ length: 20_000 }, () =>
      Buffer.from(sealSecret(ring, key, place, 'x').subarray(17, 29)).toString('hex'),
    )
    expect(new Set(nonces).size).toBe(nonces.length)
  })

  it.each(['workspaceId', 'ownerId', 'kind', 'field'] as const)(
    'opens with its own %s only',
    (part) => {
      const envelope = sealSecret(ring, key, place, 'secret')
      expect(() => openSecret(ring, key, { ...place, [part]: 'other' }, envelope)).toThrow(damaged)
    },
  )

  it('does not open when parts of its place slide into each other', () => {
    const envelope = sealSecret(ring, key, { ...place, ownerId: 'ab', kind: 'c' }, 'secret')
    const slid = { ...place, ownerId: 'a', kind: 'bc' }
    expect(() => openSecret(ring, key, slid, envelope)).toThrow(damaged)
  })

  it('does not open in another installation, nor with another key', () => {
    const envelope = sealSecret(ring, key, place, 'secret')
    const elsewhere = { ...ring, instanceId: randomUUID() }
    expect(() => openSecret(elsewhere, key, place, envelope)).toThrow(damaged)
    const other = createDataKey(ring, 'w1').key
    expect(() => openSecret(ring, other, place, envelope)).toThrow(damaged)
    expect(() => openSecret(ring, { ...other, id: key.id }, place, envelope)).toThrow(damaged)
  })

  it('does not open when any bit was changed', () => {
    const envelope = sealSecret(ring, key, place, 'secret')
    for (let bit = 0; bit < envelope.byteLength * 8; bit += 1) {
      const changed = envelope.slice()
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7))
      expect(() => openSecret(ring, key, place, changed)).toThrow(damaged)
    }
  })

  it('does not open when it was cut, its tag of 4, 8 or 12 bytes included', () => {
    const envelope = sealSecret(ring, key, place, 'secret')
    for (let length = 0; length < envelope.byteLength; length += 1) {
      expect(() => openSecret(ring, key, place, envelope.slice(0, length))).toThrow(damaged)
    }
  })

  it('is not in the error', () => {
    const envelope = sealSecret(ring, key, place, 'sk_live_51HxQ8')
    let error: unknown
    try {
      openSecret(ring, key, { ...place, field: 'other' }, envelope)
    } catch (caught) {
      error = caught
    }
    expect(String(error)).toContain('other')
    expect(String(error)).not.toContain('sk_live')
  })
})

describe('a data key', () => {
  it('opens with the key file that wrapped it', () => {
    expect(openDataKey(ring, 'w1', key.id, wrapped)).toEqual(key)
    expect(Buffer.from(wrapped).includes(Buffer.from(key.bytes))).toBe(false)
  })

  it('does not open with another key file, in another workspace or installation, or as another', () => {
    const [master] = ring.keys
    expect(() => openDataKey(aRing(), 'w1', key.id, wrapped)).toThrow(mismatch)
    expect(() => openDataKey(ring, 'w2', key.id, wrapped)).toThrow(mismatch)
    expect(() => openDataKey(ring, 'w1', randomUUID(), wrapped)).toThrow(mismatch)
    const elsewhere = { ...ring, instanceId: randomUUID() }
    expect(() => openDataKey(elsewhere, 'w1', key.id, wrapped)).toThrow(mismatch)
    const sameId: KeyRing = { ...ring, keys: [{ id: master.id, bytes: randomBytes(32) }] }
    expect(() => openDataKey(sameId, 'w1', key.id, wrapped)).toThrow(mismatch)
    expect(() => openDataKey(ring, 'w1', key.id, new Uint8Array())).toThrow(mismatch)
  })

  it('opens after the key file changed, wrapped anew or not, until the old key is taken out', () => {
    const extended: KeyRing = { ...ring, keys: [masterKey(), ...ring.keys] }
    const again = rewrapDataKey(extended, 'w1', key.id, wrapped)
    expect(openDataKey(extended, 'w1', key.id, wrapped)).toEqual(key)
    expect(openDataKey(extended, 'w1', key.id, again)).toEqual(key)
    const withoutOld: KeyRing = { ...ring, keys: [extended.keys[0]] }
    expect(openDataKey(withoutOld, 'w1', key.id, again)).toEqual(key)
    expect(() => openDataKey(withoutOld, 'w1', key.id, wrapped)).toThrow(mismatch)
  })
})
