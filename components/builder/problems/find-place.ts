import type { ManifestPath } from '@/lib/engine/path'
import type { ManifestDocument } from '@/lib/manifest/manifest-document'
import type { StationName } from '@/lib/testread/test-read'
import { valueAt } from '../manifest-values'
import { resolvePath } from '../references'
import { stationAt, stations } from '../stations/registry'
import { placeOf } from '../stream-place'
import type { StreamEntry } from '../streams'

/** A place of the manifest in the words of the builder. */
export interface BuilderPlace {
  readonly entry: StreamEntry
  readonly station: StationName | undefined
  /** The path as it reads from the stream on screen, references followed. */
  readonly path: ManifestPath
  /** “Orders · Pages” */
  readonly title: string
}

interface Known {
  readonly document: ManifestDocument
  /** With its references followed. */
  readonly manifest: unknown
  readonly entries: readonly StreamEntry[]
}

/** The stream and station that a place belongs to; a shared part belongs to the first that uses it. */
export function findPlace(known: Known, path: ManifestPath): BuilderPlace | undefined {
  for (const entry of known.entries) {
    const found = placeIn(known, entry, path)
    if (found !== undefined) return found
  }
  return undefined
}

function placeIn(
  { document, manifest }: Known,
  entry: StreamEntry,
  path: ManifestPath,
): BuilderPlace | undefined {
  const stream = valueAt(manifest, ...entry.path)
  const { path: streamPath } = placeOf(stream, entry.path, 'full_refresh_stream')
  const body = valueAt(manifest, ...streamPath)
  const named = (rest: ManifestPath) => {
    const station = stationAt(body, rest)
    const title = stations.find((each) => each.name === station)?.title
    return {
      entry,
      station,
      path: [...streamPath, ...rest],
      title: title ? `${entry.title} · ${title}` : entry.title,
    }
  }
  for (const start of [streamPath, resolvePath(document, streamPath)]) {
    if (isBelow(path, start)) return named(path.slice(start.length))
  }
  // A part that the stream shares with others.
  for (const station of stations.toReversed()) {
    const place = station.place(body)
    const written = resolvePath(document, [...streamPath, ...place])
    if (isBelow(path, written)) return named([...place, ...path.slice(written.length)])
  }
  return undefined
}

function isBelow(path: ManifestPath, above: ManifestPath): boolean {
  return path.length >= above.length && above.every((part, index) => path[index] === part)
}
