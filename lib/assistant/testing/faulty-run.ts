import type { ApiFacts } from '../../importers/facts'
import { factsFromOpenApi } from '../../importers/openapi/import-openapi'
import { parseOpenApi } from '../../importers/openapi/parse'
import { openSources } from '../claims/sources'
import { mergeClaims } from '../merge-claims'
import type { SourceDocument } from '../model-run'
import { faultyClaims, seeded } from './faulty-claims'

export interface FaultyRun {
  readonly offline: ApiFacts
  readonly merged: ApiFacts
  /** Claims that were made, and those of them that changed something. */
  readonly made: number
  readonly used: number
}

/** Facts of documents before and after a model has made false claims about every stream, many times. */
export function runWithFaults(
  documents: readonly SourceDocument[],
  rounds: number,
  seed = 1,
): FaultyRun {
  const offline = factsFromOpenApi(documents.map(({ text, name }) => parseOpenApi(text, name)))
  const sources = openSources(documents)
  const random = seeded(seed)
  let merged = offline
  let made = 0
  let used = 0
  for (let round = 0; round < rounds; round += 1) {
    const claims = offline.streams.flatMap((stream) =>
      faultyClaims(stream, offline.streams, sources, random),
    )
    for (let at = 0; at < claims.length; at += 5_000) {
      const part = claims.slice(at, at + 5_000)
      const result = mergeClaims({ facts: merged, claims: part, sources, foundBy: 'faulty' })
      merged = result.facts
      made += part.length
      used += result.used.length
    }
  }
  return { offline, merged, made, used }
}
