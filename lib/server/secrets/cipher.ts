import 'server-only'
import { createCipheriv, createDecipheriv, randomBytes, randomUUID } from 'node:crypto'
import type { KeyRing, MasterKey } from './key-file'
import { SecretsError } from './secrets-error'

/** A workspace's key, in the open. Secrets are encrypted with it. */
export interface DataKey {
  /** A UUID. */
  readonly id: string
  readonly bytes: Uint8Array
}

/** Where a secret belongs. Encrypted for one place, it does not open in another. */
export interface SecretPlace {
  readonly workspaceId: string
  /** Whose secret it is, for example an environment's id. */
  readonly ownerId: string
  /** What kind of owner, for example `environment`. */
  readonly kind: string
  /** Which of the owner's secrets, for example `credentials.api_key`. */
  readonly field: string
}

/** Of every envelope: `format(1) | key id | nonce(12) | ciphertext | tag(16)`. */
const format = 1
const nonceBytes = 12
const tagBytes = 16
const dataKeyIdBytes = 16
const masterKeyIdBytes = 8

/** Makes a data key for a workspace, with the bytes to store. */
export function createDataKey(
  ring: KeyRing,
  workspaceId: string,
): { readonly key: DataKey; readonly wrapped: Uint8Array<ArrayBuffer> } {
  const key: DataKey = { id: randomUUID(), bytes: randomBytes(32) }
  return { key, wrapped: wrap(ring, workspaceId, key) }
}

/**
 * Opens a stored data key. Doing this for every data key at start is the check that the key file is
 * the right one.
 *
 * @throws SecretsError `key_mismatch` when no key of the file opens it, or it belongs elsewhere
 */
export function openDataKey(
  ring: KeyRing,
  workspaceId: string,
  id: string,
  wrapped: Uint8Array,
): DataKey {
  const masterKeyId = keyIdOf(wrapped, masterKeyIdBytes)
  const master = ring.keys.find((key) => key.id === masterKeyId)
  if (!master) throw mismatch()
  try {
    const context = dataKeyContext(ring, workspaceId, id, master)
    return { id, bytes: decrypt(master.bytes, wrapped, masterKeyIdBytes, context) }
  } catch (cause) {
    throw mismatch({ cause })
  }
}

/** The bytes to store for a data key so that the file's first key opens it. */
export function rewrapDataKey(
  ring: KeyRing,
  workspaceId: string,
  id: string,
  wrapped: Uint8Array,
): Uint8Array<ArrayBuffer> {
  return wrap(ring, workspaceId, openDataKey(ring, workspaceId, id, wrapped))
}

/** Encrypts a secret for its place (AES-256-GCM, a fresh nonce each time). */
export function sealSecret(
  ring: KeyRing,
  key: DataKey,
  place: SecretPlace,
  secret: string,
): Uint8Array<ArrayBuffer> {
  const plain = Buffer.from(secret, 'utf8')
  try {
    return encrypt(key.bytes, idBytes(key.id), plain, secretContext(ring, key, place))
  } finally {
    plain.fill(0)
  }
}

/** The id of the data key that opens an envelope. */
export function dataKeyIdOf(envelope: Uint8Array): string {
  const hex = keyIdOf(envelope, dataKeyIdBytes)
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

/**
 * Opens a secret.
 *
 * @throws SecretsError `secret_damaged` when the bytes were changed, cut, or belong to another place,
 * workspace, installation or key
 */
export function openSecret(
  ring: KeyRing,
  key: DataKey,
  place: SecretPlace,
  envelope: Uint8Array,
): string {
  if (dataKeyIdOf(envelope) !== key.id) throw damaged(place)
  let plain: Uint8Array | undefined
  try {
    plain = decrypt(key.bytes, envelope, dataKeyIdBytes, secretContext(ring, key, place))
    return Buffer.from(plain.buffer, plain.byteOffset, plain.byteLength).toString('utf8')
  } catch (cause) {
    throw damaged(place, { cause })
  } finally {
    plain?.fill(0)
  }
}

function wrap(ring: KeyRing, workspaceId: string, key: DataKey) {
  const [master] = ring.keys
  const context = dataKeyContext(ring, workspaceId, key.id, master)
  return encrypt(master.bytes, Buffer.from(master.id, 'hex'), key.bytes, context)
}

function encrypt(
  key: Uint8Array,
  keyId: Uint8Array,
  plain: Uint8Array,
  context: Uint8Array,
): Uint8Array<ArrayBuffer> {
  const nonce = randomBytes(nonceBytes)
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes })
  cipher.setAAD(context)
  const parts = [Buffer.of(format), keyId, nonce, cipher.update(plain), cipher.final()]
  // Prisma wants an array of its own memory, not a slice of Node's pool.
  return new Uint8Array(Buffer.concat([...parts, cipher.getAuthTag()]))
}

function decrypt(
  key: Uint8Array,
  envelope: Uint8Array,
  keyIdLength: number,
  context: Uint8Array,
): Uint8Array {
  const nonceAt = 1 + keyIdLength
  const textAt = nonceAt + nonceBytes
  const tagAt = envelope.byteLength - tagBytes
  if (envelope[0] !== format || tagAt < textAt) throw new RangeError('Not an envelope')
  const nonce = envelope.subarray(nonceAt, textAt)
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes })
  decipher.setAAD(context)
  decipher.setAuthTag(envelope.subarray(tagAt))
  const start = decipher.update(envelope.subarray(textAt, tagAt))
  return Buffer.concat([start, decipher.final()])
}

function dataKeyContext(ring: KeyRing, workspaceId: string, id: string, master: MasterKey) {
  return context('data key', ring.instanceId, workspaceId, id, master.id)
}

function secretContext(ring: KeyRing, key: DataKey, place: SecretPlace) {
  const { workspaceId, ownerId, kind, field } = place
  return context('secret', ring.instanceId, workspaceId, ownerId, kind, field, key.id)
}

/** Associated data: each part with its length in front, so that none can slide into the next. */
function context(...parts: readonly string[]): Uint8Array {
  const pieces = parts.flatMap((part) => {
    const bytes = Buffer.from(part, 'utf8')
    const length = Buffer.alloc(4)
    length.writeUInt32BE(bytes.byteLength)
    return [length, bytes]
  })
  return Buffer.concat([Buffer.of(format), ...pieces])
}

function keyIdOf(envelope: Uint8Array, length: number): string {
  return Buffer.from(envelope.subarray(1, 1 + length)).toString('hex')
}

function idBytes(uuid: string): Uint8Array {
  return Buffer.from(uuid.replaceAll('-', ''), 'hex')
}

function mismatch(options?: ErrorOptions): SecretsError {
  return new SecretsError(
    'key_mismatch',
    'The key file does not open the stored secrets: it belongs to another installation or lacks a key. Put the right one back.',
    options,
  )
}

function damaged({ field }: SecretPlace, options?: ErrorOptions): SecretsError {
  return new SecretsError(
    'secret_damaged',
    `The stored secret ${field} cannot be opened. Enter it again.`,
    options,
  )
}
