import type { JsonObject } from '../engine/values/value'
import { recordsIn } from '../importers/openapi/records'
import { isJsonObject } from '../testread/json-object'
import type { Proof, TestRead } from '../testread/test-read'
import { withContradictions } from './contradictions'
import { bodyOf, callOf, evidenceOfCall, pathOfUrl, telling, viewOfValue } from './run-evidence'
import { cursorFromRun } from './suggest-cursor'
import { keyFromRun } from './suggest-key'
import { pagingFromRun } from './suggest-paging'
import type { Suggestion } from './suggestions'

/** What is known besides the run. */
export interface RunContext {
  /** JSON pointer of the stream in the manifest. */
  readonly at: string
  /** The stream of the resolved manifest. */
  readonly stream: JsonObject
  /** Parameters that a document names for the operation, when there is one. */
  readonly parameters?: readonly string[] | undefined
  /** What documents suggest for the manifest: where a run shows something else, both are shown. */
  readonly declared?: readonly Suggestion[] | undefined
}

/**
 * What a run suggests to change: paging where the read was cut short, where the records are, the key,
 * the cursor field and its format. The response is the evidence, with what documents say against it;
 * nothing is suggested that is so already.
 */
export function suggestFromRun(read: TestRead, proof: Proof, context: RunContext): Suggestion[] {
  const found = [
    ...recordsFromRun(read, context),
    ...pagingFromRun(read, proof, context),
    ...keyFromRun(read, context),
    ...cursorFromRun(read, context),
  ]
  return withContradictions(found, context.declared ?? [])
}

/** The list of records, when the configured place brought none or the frame itself. */
function recordsFromRun(read: TestRead, { at, stream }: RunContext): Suggestion[] {
  const slice = telling(read)
  const page = slice?.pages[0]
  const call = callOf(read, page)
  const view = viewOfValue(bodyOf(call))
  if (!page || !call || !view) return []
  const now = fieldPathOf(stream)
  const isFrame = now.length === 0 && page.foundCount === 1 && view.type === 'object'
  if (page.foundCount > 0 && !isFrame) return []
  const place = recordsIn(view, pathOfUrl(call.sent.url))
  if (!place.isList || place.path.confidence === 'unknown') return []
  if (JSON.stringify(place.path.value) === JSON.stringify(now)) return []
  const pointer = place.path.value.map((key) => `/${key}`).join('')
  return [
    {
      path: `${at}/retriever/record_selector/extractor/field_path`,
      value: place.path.value,
      title: `Take the records from ${place.path.value.join('.') || 'the whole response'}`,
      confidence: place.path.confidence,
      evidence: [evidenceOfCall(call, pointer, 'a list of objects')],
    },
  ]
}

function fieldPathOf(stream: JsonObject): readonly unknown[] {
  const retriever = isJsonObject(stream.retriever) ? stream.retriever : {}
  const selector = isJsonObject(retriever.record_selector) ? retriever.record_selector : {}
  const extractor = isJsonObject(selector.extractor) ? selector.extractor : {}
  return Array.isArray(extractor.field_path) ? extractor.field_path : []
}
