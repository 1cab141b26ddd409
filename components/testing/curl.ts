import type { SentRequest } from '@/lib/engine/events'

/** The request as a command for bash. Masked secrets stay masked. */
export function curlCommand({ method, url, headers, body }: SentRequest): string {
  const parts = [`curl ${quoted(url)}`]
  if (method !== 'GET') parts.push(`-X ${method}`)
  for (const [name, value] of headers) parts.push(`-H ${quoted(`${name}: ${value}`)}`)
  if (body !== undefined && body !== '') parts.push(`--data-raw ${quoted(body)}`)
  return parts.join(' \\\n  ')
}

/** Single quotes keep everything but themselves. */
const quoted = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`
