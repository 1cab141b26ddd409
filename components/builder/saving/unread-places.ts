import type { ManifestPath } from '@/lib/engine/path'
import type { ManifestDocument } from '@/lib/manifest/manifest-document'
import type { BuilderState } from '../builder-state'
import { resolvedManifest } from '../references'
import { type StreamEntry, streamEntries } from '../streams'

/**
 * Who each stream is, whatever its place: its name, and its number among those that share it. Two
 * streams never have the same.
 */
export function identitiesOf(entries: readonly StreamEntry[]): string[] {
  const counts = new Map<string, number>()
  return entries.map(({ name }) => {
    const count = counts.get(name) ?? 0
    counts.set(name, count + 1)
    return `${JSON.stringify(name)}#${count} `
  })
}

/** Under which name the YAML of a node that cannot be read is kept: it stays with its stream. */
export function unreadPlace(document: ManifestDocument, path: ManifestPath): string {
  const entries = streamEntries(resolvedManifest(document.getSnapshot().manifest))
  const index = entries.findIndex((entry) =>
    entry.path.every((part, depth) => path[depth] === part),
  )
  const entry = entries[index]
  const identity = identitiesOf(entries)[index]
  if (entry === undefined || identity === undefined) return String(path)
  return identity + String(path.slice(entry.path.length))
}

/** The one stream of a list that was renamed, when nothing else happened. */
export function renamedOf(
  before: readonly string[],
  after: readonly string[],
): { readonly from: string; readonly to: string } | undefined {
  if (before.length !== after.length) return undefined
  const changed = before.flatMap((from, index) => {
    const to = after[index] ?? ''
    return from === to ? [] : [{ from, to }]
  })
  const [only] = changed
  if (changed.length !== 1 || only === undefined) return undefined
  return before.includes(only.to) || after.includes(only.from) ? undefined : only
}

/**
 * Lets unread YAML follow its stream through renames, however they are made.
 *
 * @returns ends it
 */
export function followStreams(document: ManifestDocument, state: BuilderState): () => void {
  const read = () => identitiesOf(streamEntries(resolvedManifest(document.getSnapshot().manifest)))
  let manifest = document.getSnapshot().manifest
  let before = read()
  return document.subscribe(() => {
    if (document.getSnapshot().manifest === manifest) return
    manifest = document.getSnapshot().manifest
    const after = read()
    const renamed = renamedOf(before, after)
    if (renamed) state.moveUnread(renamed.from, renamed.to)
    before = after
  })
}
