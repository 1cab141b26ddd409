import type { ManifestDocument } from '@/lib/manifest/manifest-document'
import type { SuggestedChange } from '../../testing/panel-suggestions'
import type { StreamRun } from '../../testing/run-store'
import type { StreamEntry } from '../streams'
import { suggestedChanges } from './suggested-changes'

interface Known {
  readonly stream: string
  readonly changes: readonly SuggestedChange[]
}

const known = new WeakMap<StreamRun, Known>()

/** `suggestedChanges`, worked out once for a run and a stream's JSON, whoever asks. */
export function knownChanges(
  document: ManifestDocument,
  entry: StreamEntry,
  run: StreamRun,
  stream: string,
): readonly SuggestedChange[] {
  const key = `${entry.path.join('/')}\n${stream}`
  const before = known.get(run)
  if (before?.stream === key) return before.changes
  const changes = suggestedChanges(document, entry, run)
  known.set(run, { stream: key, changes })
  return changes
}
