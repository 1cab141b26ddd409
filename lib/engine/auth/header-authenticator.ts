import type { Authenticator } from './authenticator'

/** An authenticator that needs no network: the same headers for every request. */
export function headerAuthenticator(
  headers: () => Readonly<Record<string, string>>,
  credentialHeaders: readonly string[] = ['authorization'],
): Authenticator {
  return {
    patch: async () => ({ headers: headers() }),
    headers: async () => headers(),
    credentialHeaders,
  }
}

/** Text as Base64, by way of UTF-8. */
export function base64Text(text: string): string {
  return btoa(
    Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join(''),
  )
}
