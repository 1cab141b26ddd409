import { explainFailure } from '@/lib/assistant/explain-failure'
import { schemaFromRun } from '@/lib/assistant/schema-from-run'
import { suggestFromRun } from '@/lib/assistant/suggest-from-run'
import type { Suggestion } from '@/lib/assistant/suggestions'
import type { DeclaredStream } from '@/lib/contracts/declared'
import type { ManifestPath } from '@/lib/engine/path'
import type { JsonObject } from '@/lib/engine/values/value'
import { ManifestDocument } from '@/lib/manifest/manifest-document'
import type { StationName } from '@/lib/testread/test-read'
import type { ExplainedFailure, SuggestedChange } from '../../testing/panel-suggestions'
import type { StreamRun } from '../../testing/run-store'
import { asObject, fingerprint, typeOf, valueAt } from '../manifest-values'
import { resolvedManifest, resolvePath } from '../references'
import { plainText, type Sentence } from '../sentences/sentence'
import { stationSentence } from '../sentences/station-sentence'
import type { StreamEntry } from '../streams'

/**
 * What a run speaks for that the stream of the document does not have yet, with what documents
 * declared against it.
 */
export function suggestedChanges(
  document: ManifestDocument,
  entry: StreamEntry,
  run: StreamRun,
  declared: readonly DeclaredStream[],
): SuggestedChange[] {
  const manifest = resolvedManifest(document.getSnapshot().manifest)
  const stream = valueAt(manifest, ...entry.path)
  const isPlain = typeOf(valueAt(stream, 'retriever')) === 'SimpleRetriever'
  const { read, proof } = run
  if (!isPlain || !proof || read.status === 'running' || !asObject(stream)) return []
  const at = `/${entry.path.join('/')}`
  const context = {
    at,
    stream: stream as JsonObject,
    declared: declaredAt(at, entry.name, declared),
  }
  return [...suggestFromRun(read, proof, context), ...schemaFromRun(read, context)]
    .filter((suggestion) => !isSo(valueAt(manifest, ...pathOf(suggestion)), suggestion.value))
    .map((suggestion) => changeOf(document, entry, suggestion))
}

/** What was declared of a stream, at its place of today: streams are moved, their names stay. */
function declaredAt(
  at: string,
  name: string,
  declared: readonly DeclaredStream[],
): readonly Suggestion[] {
  const own = declared.find(({ stream }) => stream === name)?.suggestions ?? []
  return own.map((suggestion) => ({ ...suggestion, path: `${at}${suggestion.path}` }))
}

/** Why the last call of a run failed, with the change that would mend it. */
export function explainedFailure(
  document: ManifestDocument,
  entry: StreamEntry,
  run: StreamRun,
  missingInputs: readonly string[],
): ExplainedFailure | undefined {
  const manifest = resolvedManifest(document.getSnapshot().manifest)
  const stream = valueAt(manifest, ...entry.path)
  if (!asObject(stream)) return undefined
  const explained = explainFailure(run.read, {
    at: `/${entry.path.join('/')}`,
    stream: stream as JsonObject,
    missingInputs,
  })
  if (!explained) return undefined
  const { suggestion, ...rest } = explained
  if (!suggestion) return rest
  // The change was made already; the next run will tell.
  if (isSo(valueAt(manifest, ...pathOf(suggestion)), suggestion.value)) return undefined
  return { ...rest, change: changeOf(document, entry, suggestion) }
}

/** A run that was made before a change still speaks for it. */
function isSo(now: unknown, suggested: unknown): boolean {
  return fingerprint(now) === fingerprint(suggested)
}

/** Applies changes as one undo step each; a shared part is changed where it stands. */
export function applyChanges(
  document: ManifestDocument,
  changes: readonly SuggestedChange[],
): void {
  for (const { suggestion } of changes) {
    document.transact(`Accept: ${suggestion.title}`, (edits) =>
      edits.set(resolvePath(document, pathOf(suggestion)), suggestion.value),
    )
  }
}

/** The manifest with changes applied. The document itself stays as it is. */
export function withChanges(text: string, changes: readonly SuggestedChange[]): ManifestDocument {
  const trial = new ManifestDocument(text)
  applyChanges(trial, changes)
  return trial
}

/** A suggestion for a stream, with what the station says now and would say. */
export function changeOf(
  document: ManifestDocument,
  entry: StreamEntry,
  suggestion: Suggestion,
): SuggestedChange {
  const path = pathOf(suggestion)
  const inner = path.slice(entry.path.length)
  const station = stationOf(inner)
  const manifest = resolvedManifest(document.getSnapshot().manifest)
  const stream = valueAt(manifest, ...entry.path)
  const changed = withValue(stream, inner, suggestion.value)
  return {
    id: inner.join('/'),
    stream: entry.name,
    station,
    suggestion,
    before: inWords(stationSentence(station, stream, manifest), 'as it is now'),
    after: inWords(stationSentence(station, changed, manifest), suggestion.title),
    streamCount: document.streamsSharing(resolvePath(document, path)).length,
  }
}

const wordsMax = 90

/** A sentence, unless templates in it make it none. */
function inWords(sentence: Sentence, otherwise: string): string {
  const text = plainText(sentence)
  return text.length > wordsMax || text.includes('{{') ? otherwise : text
}

/** The keys of a JSON pointer; indices are numbers, as the document has them. */
function pathOf({ path }: Suggestion): ManifestPath {
  return path
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .map((part, index) => (index === 1 && /^\d+$/.test(part) ? Number(part) : part))
}

const stationsByKey: readonly (readonly [string, StationName])[] = [
  ['retriever/paginator', 'pages'],
  ['retriever/record_selector', 'records'],
  ['retriever/partition_router', 'partitions'],
  ['retriever/requester/authenticator', 'authentication'],
  ['retriever/requester/error_handler', 'errors'],
  ['retriever/requester', 'request'],
  ['incremental_sync', 'incremental'],
]

function stationOf(path: ManifestPath): StationName {
  const text = path.join('/')
  return stationsByKey.find(([start]) => text.startsWith(start))?.[1] ?? 'schema'
}

function withValue(value: unknown, path: ManifestPath, next: unknown): unknown {
  const [key, ...rest] = path
  if (key === undefined) return next
  return { ...asObject(value), [key]: withValue(valueAt(value, key), rest, next) }
}
