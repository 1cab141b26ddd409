import { PythonError } from './python-error'

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
const CHUNK = 0x8000

/** Bytes as Base64 with padding (RFC 4648 4). */
export function encodeBase64(data: Uint8Array): string {
  let binary = ''
  for (let at = 0; at < data.length; at += CHUNK) {
    binary += String.fromCharCode(...data.subarray(at, at + CHUNK))
  }
  return btoa(binary)
}

/**
 * Bytes of Base64 text, read as Python does: characters outside the alphabet are skipped, what
 * follows the padding is dropped, padding must be complete.
 *
 * @throws PythonError binascii.Error
 */
export function decodeBase64(text: string): Uint8Array<ArrayBuffer> {
  const { digits, isPadded } = readDigits(text)
  const rest = digits.length % 4
  if (rest === 1)
    throw new PythonError('binascii.Error', 'The Base64 text has one character too many')
  if (rest !== 0 && !isPadded) throw new PythonError('binascii.Error', 'Incorrect padding')
  const binary = atob(digits)
  return Uint8Array.from(binary, (char) => char.charCodeAt(0))
}

function readDigits(text: string): { digits: string; isPadded: boolean } {
  let digits = ''
  let padding = 0
  for (const char of text) {
    if (char === '=') {
      if (digits.length % 4 >= 2 && (digits.length % 4) + ++padding >= 4) {
        return { digits, isPadded: true }
      }
    } else if (alphabet.includes(char)) {
      digits += char
      padding = 0
    }
  }
  return { digits, isPadded: false }
}
