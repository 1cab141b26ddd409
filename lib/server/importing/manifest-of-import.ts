import { manifestFromFacts } from '../../assistant/manifest-from-facts'
import { manifestText } from '../../assistant/manifest-text'
import type { JsonObject } from '../../engine/values/value'
import type { ApiFacts, StreamFacts } from '../../importers/facts'
import { AppError } from '../errors'

/** A manifest as text, and what it was made of. */
export interface ImportedManifest {
  readonly text: string
  /** Facts of its streams, in their order, and the manifest without references. */
  readonly facts: ApiFacts
  readonly resolved: JsonObject
}

/**
 * The manifest of chosen streams, with those whose keys they need.
 *
 * @throws AppError `not_found` for a name that no found stream has
 */
export function manifestOfImport(facts: ApiFacts, names: readonly string[]): ImportedManifest {
  const chosen = withParents(facts.streams, names)
  const own: ApiFacts = {
    ...facts,
    streams: facts.streams.filter(({ name }) => chosen.has(name)),
  }
  const { shared, resolved } = manifestFromFacts(own)
  return { text: manifestText(shared, own), facts: own, resolved: resolved as JsonObject }
}

function withParents(streams: readonly StreamFacts[], names: readonly string[]): Set<string> {
  const byName = new Map(streams.map((stream) => [stream.name, stream]))
  const chosen = new Set<string>()
  const pending = [...names]
  for (let name = pending.pop(); name !== undefined; name = pending.pop()) {
    const stream = byName.get(name)
    if (!stream) throw new AppError('not_found', `The documents have no stream named ${name}`)
    if (chosen.has(name)) continue
    chosen.add(name)
    for (const { value } of stream.variables) {
      if (value.source.kind === 'parent') pending.push(value.source.stream)
    }
  }
  return chosen
}
