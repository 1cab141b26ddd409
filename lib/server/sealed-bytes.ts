import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

export const nonceBytes = 12
export const tagBytes = 16

/** Encrypts bytes behind a head that is authenticated with them. */
export function seal(key: Buffer, plain: Buffer, head: Buffer, context: Buffer): Buffer {
  const nonce = randomBytes(nonceBytes)
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes })
  cipher.setAAD(Buffer.concat([head, context]))
  const sealed = Buffer.concat([cipher.update(plain), cipher.final()])
  return Buffer.concat([head, nonce, sealed, cipher.getAuthTag()])
}

/** Decrypts what `seal` made; `headLength` bytes before the nonce are its head. */
export function open(key: Buffer, bytes: Buffer, headLength: number, context: Buffer): Buffer {
  const nonce = bytes.subarray(headLength, headLength + nonceBytes)
  const tag = bytes.subarray(bytes.length - tagBytes)
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes })
  decipher.setAAD(Buffer.concat([bytes.subarray(0, headLength), context]))
  decipher.setAuthTag(tag)
  const sealed = bytes.subarray(headLength + nonceBytes, bytes.length - tagBytes)
  return Buffer.concat([decipher.update(sealed), decipher.final()])
}
