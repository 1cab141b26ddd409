import type { DeclaredStream } from '@/lib/contracts/declared'
import type { ManifestDocument } from '@/lib/manifest/manifest-document'
import type { SuggestedChange } from '../../testing/panel-suggestions'
import type { StreamRun } from '../../testing/run-store'
import type { StreamEntry } from '../streams'
import { suggestedChanges } from './suggested-changes'

interface Known {
  readonly stream: string
  readonly declared: readonly DeclaredStream[]
  readonly changes: readonly SuggestedChange[]
}

const known = new WeakMap<StreamRun, Known>()

/** `suggestedChanges`, worked out once for a run, a stream's JSON and what was declared, whoever asks. */
export function knownChanges(
  document: ManifestDocument,
  entry: StreamEntry,
  run: StreamRun,
  stream: string,
  declared: readonly DeclaredStream[],
): readonly SuggestedChange[] {
  const key = `${entry.path.join('/')}\n${stream}`
  const before = known.get(run)
  if (before?.stream === key && before.declared === declared) return before.changes
  const changes = suggestedChanges(document, entry, run, declared)
  known.set(run, { stream: key, declared, changes })
  return changes
}
