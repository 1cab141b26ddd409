import 'server-only'
import { nonceBytes, open, seal, tagBytes } from '../sealed-bytes'
import { dataKeyOf, newestDataKey } from './data-keys'

/** Where a secret belongs. It opens nowhere else: a row that was moved does not decrypt. */
interface SecretPlace {
  readonly workspaceId: string
  readonly environmentId: string
  readonly place: string
}

const format = 1
const keyIdBytes = 16
const headBytes = 1 + keyIdBytes + nonceBytes

/** Encrypts a secret for its place: `format | key id | nonce | ciphertext | tag`, AES-256-GCM. */
export async function sealSecret(
  where: SecretPlace,
  text: string,
): Promise<Uint8Array<ArrayBuffer>> {
  const { id, key } = await newestDataKey(where.workspaceId)
  const head = Buffer.concat([Buffer.of(format), Buffer.from(id, 'hex')])
  return new Uint8Array(seal(key, Buffer.from(text), head, associatedData(where)))
}

/**
 * Decrypts a secret of this place.
 *
 * @throws Error when it was made for another place, with another key, or was changed
 */
export async function openSecret(where: SecretPlace, envelope: Uint8Array): Promise<string> {
  const bytes = Buffer.from(envelope)
  if (bytes.length < headBytes + tagBytes || bytes[0] !== format) {
    throw new Error('A stored secret has a form that is not known')
  }
  const keyId = bytes.subarray(1, 1 + keyIdBytes).toString('hex')
  const key = await dataKeyOf(where.workspaceId, keyId)
  return open(key, bytes, 1 + keyIdBytes, associatedData(where)).toString()
}

/** Each part with its length, so that parts cannot slide into each other. */
function associatedData({ workspaceId, environmentId, place }: SecretPlace): Buffer {
  const parts = ['secret', workspaceId, environmentId, place].map((part) => {
    const bytes = Buffer.from(part)
    const length = Buffer.alloc(4)
    length.writeUInt32BE(bytes.length)
    return Buffer.concat([length, bytes])
  })
  return Buffer.concat(parts)
}
