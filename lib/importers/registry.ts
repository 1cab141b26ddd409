import { factsFromCurl } from './curl'
import { factsFromDocs } from './docs-text'
import { factsFromHar } from './har'
import { type Imported, UnreadableImport } from './imported'
import { factsFromJsonSample, sample } from './json-sample'
import { factsFromOpenApi } from './openapi/import-openapi'
import { parseOpenApi } from './openapi/parse'
import { factsFromPostman } from './postman'

/** A kind of text that says something about an API. */
export interface Importer {
  readonly kind: string
  /** What it is called on screen. */
  readonly title: string
  /** How sure it is, from 0 to 1, that a text is of this kind. */
  recognise(text: string, name: string): number
  /** @throws UnreadableImport, NotOpenApi or ManifestError for what cannot be read */
  read(text: string, name: string): Imported
}

/** How much of a text is looked at to recognise it. */
const headLength = 4000

const looksLikeMapping = (text: string) => /^\s*[[{]/.test(text)

/** All importers. */
export const importers: readonly Importer[] = [
  {
    kind: 'openapi',
    title: 'OpenAPI',
    recognise: (text) => {
      if (looksLikeMapping(text))
        return /"(openapi|swagger)"\s*:\s*"[23]/.test(text) && /"paths"\s*:/.test(text) ? 1 : 0
      return /^["']?(openapi|swagger)["']?:\s*["']?[23]/m.test(text) &&
        /^["']?paths["']?:/m.test(text)
        ? 1
        : 0
    },
    read: (text, name) => ({ facts: factsFromOpenApi([parseOpenApi(text, name)]), secrets: [] }),
  },
  {
    kind: 'har',
    title: 'HTTP archive (HAR)',
    recognise: (text) =>
      looksLikeMapping(text) &&
      /"log"\s*:\s*\{/.test(text.slice(0, headLength)) &&
      /"entries"\s*:/.test(text)
        ? 1
        : 0,
    read: factsFromHar,
  },
  {
    kind: 'postman',
    title: 'Postman collection',
    recognise: (text) => {
      if (!looksLikeMapping(text) || !/"item"\s*:\s*\[/.test(text)) return 0
      return /schema\.getpostman\.com\/json\/collection|"_postman_id"/.test(text) ? 1 : 0
    },
    read: factsFromPostman,
  },
  {
    kind: 'curl',
    title: 'cURL command',
    recognise: (text) =>
      /^\s*(\$\s+)?(curl(\.exe)?|Invoke-(WebRequest|RestMethod)|irm|iwr)\s/i.test(text) ? 0.95 : 0,
    read: factsFromCurl,
  },
  {
    kind: 'json-sample',
    title: 'JSON response',
    recognise: (text) => (looksLikeMapping(text) && sample(text) !== undefined ? 0.5 : 0),
    read: factsFromJsonSample,
  },
  {
    kind: 'docs',
    title: 'Documentation',
    recognise: (text) => {
      if (looksLikeMapping(text) || text.length < 40) return 0
      return /\b(GET|POST)\s+`?(https?:\/\/|\/)|^\s*\$?\s*curl\s/m.test(text) ? 0.6 : 0.1
    },
    read: factsFromDocs,
  },
]

export interface Recognised {
  /** An importer's kind, or `manifest` and `url`, which are opened and fetched instead. */
  readonly kind: string
  readonly title: string
  readonly confidence: number
}

/** What a text looks like; undefined when nothing fits. */
export function recognise(text: string, name = ''): Recognised | undefined {
  const trimmed = text.trim()
  if (/^https?:\/\/\S+$/.test(trimmed)) return { kind: 'url', title: 'Address', confidence: 1 }
  if (/\btype["']?:\s*["']?DeclarativeSource\b/.test(trimmed)) {
    return { kind: 'manifest', title: 'Airbyte manifest', confidence: 1 }
  }
  const [best] = importers
    .map((importer) => ({ importer, confidence: importer.recognise(text, name) }))
    .filter(({ confidence }) => confidence > 0)
    .sort((one, other) => other.confidence - one.confidence)
  return (
    best && { kind: best.importer.kind, title: best.importer.title, confidence: best.confidence }
  )
}

/**
 * Facts from a text of any kind that is recognised, or of the kind that is given.
 *
 * @throws UnreadableImport when no importer takes it, and what the importer throws
 */
export function importText(
  text: string,
  name: string,
  kind = recognise(text, name)?.kind,
): Imported {
  const importer = importers.find((each) => each.kind === kind)
  if (!importer) throw new UnreadableImport(`${name} is nothing that can be read`)
  return importer.read(text, name)
}
