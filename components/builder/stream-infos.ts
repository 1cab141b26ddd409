import type { ManifestPath } from '@/lib/engine/path'
import type { JsonObject } from '@/lib/engine/values/value'
import { resolveManifest } from '@/lib/manifest/refs'
import { type StreamInfo, streamInfo } from '@/lib/testread/stream-info'
import { asObject, valueAt } from './manifest-values'
import { resolvedManifest } from './references'
import { bodyOf } from './stream-place'
import { streamEntries } from './streams'

/**
 * What the checks need to know of the streams of a manifest; of one that is made, what its template
 * says. References are followed once; while some of them dangle, as far as they can be followed.
 */
export function streamInfos(
  manifest: unknown,
): (stream: { readonly name: string; readonly path: ManifestPath }) => StreamInfo {
  const resolved = resolvedFor(manifest)
  const entries = streamEntries(resolved)
  return ({ name, path }) => {
    const entry = entries.find((each) => each.name === name)
    const stream = valueAt(resolved, ...(entry?.path ?? path))
    const info = streamInfo((asObject(bodyOf(stream, undefined)) ?? {}) as JsonObject)
    return entry ? info : { ...info, name }
  }
}

function resolvedFor(manifest: unknown): unknown {
  try {
    return resolveManifest((asObject(manifest) as JsonObject | undefined) ?? {}).resolved
  } catch {
    return resolvedManifest(manifest)
  }
}
