/** Attributes and settings in which documentation pages name their OpenAPI document. */
const places = [
  /\bspec-url\s*=\s*["']([^"']+)["']/i,
  /\bapiDescriptionUrl\s*=\s*["']([^"']+)["']/i,
  /<script[^>]+\bid=["']api-reference["'][^>]*\bdata-url=["']([^"']+)["']/i,
  /\bdata-url=["']([^"']+\.(?:json|ya?ml)[^"']*)["']/i,
  /<link[^>]+\brel=["']service-desc["'][^>]*\bhref=["']([^"']+)["']/i,
  /\bRedoc\.init\(\s*["']([^"']+)["']/i,
  /\b(?:spec)?url["']?\s*:\s*["']([^"']+)["']/i,
]

const initialiser = /<script[^>]+\bsrc=["']([^"']*swagger-initializer\.js[^"']*)["']/i

/** Whether a text is a page and no document. */
export function isPage(text: string): boolean {
  return /^\s*(?:<!doctype html|<html|<!--)/i.test(text.slice(0, 2_000))
}

/**
 * The address of the OpenAPI document that a page of Swagger UI, Redoc, Scalar or Stoplight shows, or
 * of the script that says it. Undefined when the page names none.
 */
export function documentBehind(page: string, base: string): string | undefined {
  for (const place of [...places, initialiser]) {
    const found = place.exec(page)?.[1]
    const url = found && addressOf(found.replaceAll('&amp;', '&'), base)
    if (url) return url
  }
  return undefined
}

function addressOf(reference: string, base: string): string | undefined {
  if (!URL.canParse(reference, base)) return undefined
  const url = new URL(reference, base)
  return url.protocol === 'https:' || url.protocol === 'http:' ? url.href : undefined
}
