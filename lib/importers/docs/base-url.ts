const told =
  /(?:base[ -]?url|api (?:root|endpoint|base|host|server|url)|root url|(?:all|every|each) (?:api )?(?:requests?|urls|endpoints|calls)\b[^.\n]{0,60}|\b(?:api|it|service) (?:lives|is (?:available|reachable|served|hosted|located|found)) (?:at|under|on)|^(?:server|host)\s*:)\D{0,60}?(https?:\/\/[^\s`"'<>)|,]+)/im
const anyUrl = /https?:\/\/[^\s`"'<>)|,\\]+/g

/**
 * The address under which a documentation's endpoints are: what it calls its base, else the host of a
 * written request, else the only address that looks like an API's. Empty when it names none.
 */
export function baseUrlOf(lines: readonly string[]): string {
  const text = lines.join('\n')
  const named = told.exec(text)?.[1]
  if (named) return trimmed(named)
  const host = /^\s*Host:\s*([\w-]+(?:\.[\w-]+)+(?::\d+)?)\s*$/im.exec(text)?.[1]
  if (host) return `https://${host}`
  const origins = (text.match(anyUrl) ?? []).flatMap((url) => originOf(url) ?? [])
  const ofApi = new Set(origins.filter((each) => /\/\/api[.-]|\.api\.|\/\/[^/]*api\./i.test(each)))
  const [only] = ofApi
  return ofApi.size === 1 && only !== undefined ? only : ''
}

function originOf(url: string): string | undefined {
  return /^https?:\/\/[^/?#]+/i.exec(url)?.[0]
}

function trimmed(url: string): string {
  return url.replace(/[/.*_]+$/, '')
}
