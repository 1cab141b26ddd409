import 'server-only'
import * as cipher from '../secrets/cipher'
import { dataKeyOf, newestDataKey } from './data-keys'
import { keyRing } from './key-ring'

/** Where a secret belongs. It opens nowhere else: a row that was moved does not decrypt. */
interface SecretPlace extends cipher.SecretPlace {
  readonly kind: 'environment' | 'model'
}

/** Encrypts a secret for its place. */
export async function sealSecret(
  where: SecretPlace,
  secret: string,
): Promise<Uint8Array<ArrayBuffer>> {
  const key = await newestDataKey(where.workspaceId)
  return cipher.sealSecret(await keyRing(), key, where, secret)
}

/**
 * Decrypts a secret of this place.
 *
 * @throws SecretsError `secret_damaged` when it was made for another place or key, or was changed
 */
export async function openSecret(where: SecretPlace, envelope: Uint8Array): Promise<string> {
  const key = await dataKeyOf(where.workspaceId, cipher.dataKeyIdOf(envelope))
  return cipher.openSecret(await keyRing(), key, where, envelope)
}
