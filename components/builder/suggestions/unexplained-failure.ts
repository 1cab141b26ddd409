import type { JsonObject } from '@/lib/engine/values/value'
import type { ManifestDocument } from '@/lib/manifest/manifest-document'
import type { UnexplainedFailure } from '../../testing/panel-suggestions'
import type { StreamRun } from '../../testing/run-store'
import { asObject, valueAt } from '../manifest-values'
import { resolvedManifest } from '../references'
import type { StreamEntry } from '../streams'
import { changeOf } from './suggested-changes'

/** Of a body; a model is shown less. */
const bodyCharactersMax = 20_000

/** The call on which a run ended, with what a model has to know of its stream. */
export function unexplainedFailure(
  document: ManifestDocument,
  entry: StreamEntry,
  { read }: StreamRun,
): UnexplainedFailure | undefined {
  if (read.status !== 'failed') return undefined
  const failed = read.calls.findLast(({ response }) => response && response.status >= 400)
  const stream = valueAt(resolvedManifest(document.getSnapshot().manifest), ...entry.path)
  if (!failed?.response || !asObject(stream)) return undefined
  const { call, sent, response } = failed
  const { method, url, headers, body } = sent
  return {
    about: {
      at: `/${entry.path.join('/')}`,
      stream: stream as JsonObject,
      failed: {
        call,
        sent: {
          method,
          url,
          headers: pairs(headers),
          ...(body !== undefined && { body: body.slice(0, bodyCharactersMax) }),
        },
        response: {
          status: response.status,
          headers: pairs(response.headers),
          bodyText: response.bodyText.slice(0, bodyCharactersMax),
        },
      },
    },
    changeOf: (suggestion) => changeOf(document, entry, suggestion),
  }
}

function pairs(headers: readonly (readonly [string, string])[]): [string, string][] {
  return headers.map(([name, value]) => [name, value])
}
