import { blake2b, blake2s } from '@noble/hashes/blake2.js'
import { hmac } from '@noble/hashes/hmac.js'
import { md5, ripemd160, sha1 } from '@noble/hashes/legacy.js'
import { sha224, sha256, sha384, sha512, sha512_224, sha512_256 } from '@noble/hashes/sha2.js'
import { sha3_224, sha3_256, sha3_384, sha3_512 } from '@noble/hashes/sha3.js'
import { bytesToHex } from '@noble/hashes/utils.js'

const hashes = {
  md5,
  sha1,
  sha224,
  sha256,
  sha384,
  sha512,
  sha512_224,
  sha512_256,
  sha3_224,
  sha3_256,
  sha3_384,
  sha3_512,
  blake2b,
  blake2s,
  ripemd160,
} as const

/** The names of Python's hashlib that the engine has. */
export type HashName = keyof typeof hashes

/** Whether the engine has a hash of this name. */
export function isHashName(name: string): name is HashName {
  return Object.hasOwn(hashes, name)
}

/** Digest of bytes in lower-case hexadecimal digits. */
export function hashHex(name: HashName, data: Uint8Array): string {
  return bytesToHex(hashes[name](data))
}

/** HMAC of bytes in lower-case hexadecimal digits (RFC 2104). */
export function hmacHex(name: HashName, key: Uint8Array, data: Uint8Array): string {
  return bytesToHex(hmac(hashes[name], key, data))
}
