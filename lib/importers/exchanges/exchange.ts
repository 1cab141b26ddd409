/** A request that was seen or written down, with its answer when there is one. */
export interface Exchange {
  /** Where it stands in the text it comes from. */
  readonly place: string
  readonly method: string
  /** Absolute, or starting with `{base_url}` where the address is not known. */
  readonly url: string
  readonly headers: readonly (readonly [string, string])[]
  readonly body?: string | undefined
  readonly status?: number | undefined
  readonly response?: unknown
  readonly responseHeaders?: readonly (readonly [string, string])[] | undefined
  /** User name and password apart from headers, as `curl -u` has them. */
  readonly basic?: { readonly user: string; readonly password: string } | undefined
  readonly title?: string | undefined
}

/** A header's value, whatever the case of its name. */
export function headerOf(
  headers: readonly (readonly [string, string])[],
  name: string,
): string | undefined {
  return headers.find(([each]) => each.toLowerCase() === name)?.[1]
}

/** A URL in its parts; undefined for what is none. Braces in paths survive. */
export function partsOf(
  url: string,
): { origin: string; path: string; query: [string, string][] } | undefined {
  const match = /^(\{\w+\}|https?:\/\/[^/?#\s]+)([^?#\s]*)(?:\?([^#\s]*))?/i.exec(url)
  if (!match?.[1]) return undefined
  const query = [...new URLSearchParams(match[3] ?? '')]
  return { origin: match[1].replace(/\/\/[^@/]*@/, '//'), path: match[2] || '/', query }
}
