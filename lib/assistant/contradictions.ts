import { isMapping, jsonText } from '../importers/openapi/document'
import type { Suggestion, SuggestionEvidence } from './suggestions'

/** A run shows something else than a document says. */
export interface Contradiction {
  /** JSON pointer into the resolved manifest of what they disagree about. */
  readonly path: string
  readonly seen: Suggestion
  readonly declared: Suggestion
}

/**
 * Where suggestions from a run and from documents speak of one place and differ. Where one speaks of a
 * part of what the other speaks of, that part is compared.
 */
export function contradictionsOf(
  seen: readonly Suggestion[],
  declared: readonly Suggestion[],
): Contradiction[] {
  return seen.flatMap((own) =>
    declared.flatMap((other) => {
      const path = own.path.length >= other.path.length ? own.path : other.path
      const one = partAt(own, path)
      const two = partAt(other, path)
      // A document that declares a part says nothing of the rest.
      if (one === undefined || two === undefined) return []
      return jsonText(one.value) === jsonText(two.value)
        ? []
        : [{ path, seen: own, declared: other }]
    }),
  )
}

/**
 * Suggestions from a run, each with what documents say against it among its evidence: both are shown
 * to whoever decides.
 */
export function withContradictions(
  seen: readonly Suggestion[],
  declared: readonly Suggestion[],
): Suggestion[] {
  const found = contradictionsOf(seen, declared)
  return seen.map((own) => {
    const against = found
      .filter((each) => each.seen === own)
      .flatMap((each) => each.declared.evidence)
    return against.length === 0
      ? own
      : { ...own, evidence: [...own.evidence, ...firstPlaces(against)] }
  })
}

/** Several parts of one suggestion may be declared at one place. */
function firstPlaces(evidence: readonly SuggestionEvidence[]): SuggestionEvidence[] {
  const byPlace = new Map<string, SuggestionEvidence>()
  for (const each of evidence) {
    const place = `${each.document} ${each.pointer}`
    if (!byPlace.has(place)) byPlace.set(place, { ...each, isAgainst: true })
  }
  return [...byPlace.values()].slice(0, 3)
}

/** What a suggestion says of a place; undefined when it says nothing of it. */
function partAt({ path, value }: Suggestion, place: string): { value: unknown } | undefined {
  if (place !== path && !place.startsWith(`${path}/`)) return undefined
  let inner: unknown = value
  for (const token of place.slice(path.length).split('/').slice(1)) {
    const key = token.replaceAll('~1', '/').replaceAll('~0', '~')
    if (Array.isArray(inner)) inner = inner[Number(key)]
    else inner = isMapping(inner) && Object.hasOwn(inner, key) ? inner[key] : undefined
  }
  return { value: inner ?? null }
}
