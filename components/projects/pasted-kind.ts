/** What a text is by its looks, before it is read. */
export type PastedKind = 'nothing' | 'address' | 'manifest' | 'other'

const charactersLookedAt = 20_000

/** Tells a manifest and an address at once; everything else has to be read. */
export function pastedKind(text: string): PastedKind {
  const trimmed = text.trim()
  if (trimmed === '') return 'nothing'
  if (/^https?:\/\/\S+$/i.test(trimmed)) return 'address'
  const start = trimmed.slice(0, charactersLookedAt)
  if (saysOpenApi(start)) return 'other'
  const isManifest =
    /^["']?type["']?\s*:\s*["']?DeclarativeSource/m.test(start) ||
    /^(?:streams|check|definitions|spec)\s*:/m.test(start) ||
    /"type"\s*:\s*"DeclarativeSource"/.test(start)
  return isManifest ? 'manifest' : 'other'
}

/** Whether a text means to be an OpenAPI document, readable or not. */
export function saysOpenApi(text: string): boolean {
  return /^\s*\{?\s*["']?(?:openapi|swagger)["']?\s*:/m.test(text.slice(0, charactersLookedAt))
}
