import type { ReadEvent } from '../engine/events'
import type { HeaderList } from '../engine/transport'
import { stringifyJson } from '../engine/values/json'
import { signalsOf } from './signals'
import type { LimitEvent, ObservedEvent } from './test-read'

/**
 * Replaces the whole body that a page event carries by what it says about other pages, so that
 * proofs do not depend on how much of a body is kept, and a line on the wire stays small.
 */
export async function* observe(
  events: AsyncIterable<ReadEvent | LimitEvent>,
): AsyncGenerator<ObservedEvent> {
  const headersOfCall = new Map<number, HeaderList>()
  const hashes = new Map<string, number>()

  for await (const event of events) {
    if (event.kind === 'answer' && event.response) {
      headersOfCall.set(event.call, event.response.headers)
    }
    if (event.kind === 'records') {
      const key = `${event.stream}\n${event.slice}\n${event.page}`
      hashes.set(key, hashRecords(hashes.get(key), event.records))
    }
    if (event.kind !== 'page') {
      yield event
      continue
    }
    const { body, proofRecords, ...page } = event
    const key = `${event.stream}\n${event.slice}\n${event.page}`
    const headers = event.call === undefined ? [] : (headersOfCall.get(event.call) ?? [])
    const hash = proofRecords ? hashRecords(undefined, proofRecords) : (hashes.get(key) ?? seed)
    hashes.delete(key)
    yield {
      ...page,
      signals: { ...signalsOf(body, headers, event.foundCount), fingerprint: hash.toString(36) },
    }
  }
}

const seed = 0x811c9dc5

function hashRecords(
  start: number | undefined,
  records: readonly Parameters<typeof stringifyJson>[0][],
) {
  let hash = start ?? seed
  for (const record of records) hash = hashText(hash, stringifyJson(record))
  return hash
}

/** FNV-1a over UTF-16 units: equal pages give equal text, and nothing here has to resist anyone. */
function hashText(start: number, text: string) {
  let hash = start
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193) >>> 0
  }
  return hash
}
