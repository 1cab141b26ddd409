import { redactor } from '../../assistant/prompts/redact'
import { type Suggestion, suggestionsFrom } from '../../assistant/suggestions'
import type { DeclaredStream } from '../../contracts/declared'
import { stringifyJson } from '../../engine/values/json'
import type { Json, JsonObject } from '../../engine/values/value'
import type { ApiFacts } from '../../importers/facts'
import { evidencesMax, evidenceView } from './findings'

interface Declaring {
  /** Facts of the streams that a manifest was made of, and that manifest without references. */
  readonly facts: ApiFacts
  readonly resolved: JsonObject
  /** Values that stood in the documents and are to be seen by nobody. */
  readonly secrets: readonly string[]
  /** Size of the whole as JSON. */
  readonly bytesMax?: number
}

/**
 * What documents say of streams that a run may show to be otherwise, by the names of the streams,
 * with paths that begin at the stream. Guesses are left out, for no document declares them, and so are
 * schemas, which a run adds to. Secrets are masked; what does not fit into the size is left out.
 */
export function declaredStreams({
  facts,
  resolved,
  secrets,
  bytesMax = 500_000,
}: Declaring): DeclaredStream[] {
  const redact = redactor(secrets)
  const byStream = new Map<string, DeclaredStream>()
  let bytes = 0
  for (const suggestion of suggestionsFrom(facts, resolved)) {
    const [, place, index, ...rest] = suggestion.path.split('/')
    const stream = place === 'streams' ? facts.streams[Number(index)]?.name : undefined
    const path = `/${rest.join('/')}`
    if (stream === undefined || !isDeclared(suggestion, path)) continue
    const kept = masked({ ...suggestion, path }, redact)
    // A value that holds a secret could only be kept as something that it is not.
    if (redact(stringifyJson(kept.value)) !== stringifyJson(kept.value)) continue
    const known = byStream.get(stream) ?? { stream, suggestions: [] }
    const added = sizeOf(kept) + (byStream.has(stream) ? 0 : sizeOf({ ...known }))
    if (bytes + added > bytesMax) continue
    bytes += added
    known.suggestions.push(kept)
    byStream.set(stream, known)
  }
  return [...byStream.values()]
}

type Kept = DeclaredStream['suggestions'][number]

function isDeclared({ confidence }: Suggestion, path: string): boolean {
  return confidence !== 'guess' && !path.startsWith('/schema_loader')
}

function masked(
  { path, value, title, ...rest }: Suggestion,
  redact: (text: string) => string,
): Kept {
  const { confidence, evidence, foundBy } = rest
  return {
    path,
    value: value as Json,
    title: redact(title),
    confidence,
    evidence: evidence.slice(0, evidencesMax).map(({ document, pointer, quote }) =>
      evidenceView({
        document: redact(document),
        pointer: redact(pointer),
        quote: redact(quote),
      }),
    ),
    ...(foundBy !== undefined && { foundBy }),
  }
}

/** With the comma after it. */
function sizeOf(value: object): number {
  return Buffer.byteLength(stringifyJson(value as Json)) + 1
}
