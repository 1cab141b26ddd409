import { describe, expect, it } from 'vitest'
import { ManifestInvalid } from '../../engine/errors'
import type { ObservedEvent } from '../../testread/test-read'
import { followRun } from './follow-run'
import { RunLog } from './run-log'

const info = { name: 'orders', primaryKey: [], hasPagination: true, hasPartitions: false }
const place = { stream: 'orders', slice: 0 } as const

const slice: ObservedEvent = { kind: 'slice', ...place, partition: {}, window: {}, atMs: 1 }
const records: ObservedEvent = { kind: 'records', ...place, page: 0, records: [{ id: 1 }], atMs: 2 }
const page: ObservedEvent = {
  kind: 'page',
  ...place,
  page: 0,
  foundCount: 1,
  recordCount: 1,
  signals: { fingerprint: 'a', hasMore: { value: false, place: 'body.has_more' } },
  atMs: 3,
}
const sliceEnd: ObservedEvent = { kind: 'slice-end', ...place, end: 'pages-ended', atMs: 4 }
const limit: ObservedEvent = { kind: 'limit', limit: 'records', value: 1, text: 'Stopped', atMs: 5 }

async function* given(...events: readonly (ObservedEvent | Error)[]) {
  for (const event of events) {
    if (event instanceof Error) throw event
    yield event
  }
}

function aRun(events: AsyncIterable<ObservedEvent>) {
  const log = new RunLog(info)
  const abort = new AbortController()
  let ends = 0
  const lines = followRun({
    events,
    log,
    abort,
    mask: (event) => event,
    stream: 'orders',
    onEnd: async () => {
      ends += 1
    },
  })
  return { lines, log, abort, ends: () => ends }
}

async function kindsOf(lines: AsyncIterable<string>) {
  const kinds: string[] = []
  for await (const line of lines) {
    const { kind, outcome } = JSON.parse(line)
    kinds.push(outcome ? `${kind} ${outcome}` : kind)
  }
  return kinds
}

describe('following a run', () => {
  it('passes every event on and ends with how it ended', async () => {
    const run = aRun(given(slice, records, page, sliceEnd))
    expect(await kindsOf(run.lines)).toEqual([
      'slice',
      'records',
      'page',
      'slice-end',
      'end completed',
    ])
    expect(run.log.proof()?.isSample).toBe(false)
    expect(run.ends()).toBe(1)
  })

  it('says that a limit ended it', async () => {
    const run = aRun(given(slice, records, limit))
    expect((await kindsOf(run.lines)).at(-1)).toBe('end limited')
    expect(run.log.proof()?.isSample).toBe(true)
  })

  it('turns a failure into an event that names who can change something', async () => {
    const error = new ManifestInvalid('No url', { path: ['streams', 0] })
    const run = aRun(given(slice, error))
    const lines: string[] = []
    for await (const line of run.lines) lines.push(line)
    expect(JSON.parse(lines[1] ?? '')).toMatchObject({
      kind: 'error',
      blame: 'manifest',
      path: ['streams', 0],
      message: 'No url',
    })
    expect(JSON.parse(lines[2] ?? '')).toMatchObject({ kind: 'end', outcome: 'failed' })
    expect(run.log.proof()).toBeUndefined()
  })

  it('is cancelled when its reader leaves, and keeps what was read', async () => {
    const run = aRun(given(slice, records, page, sliceEnd))
    await run.lines.next()
    await run.lines.next()
    await run.lines.return(undefined)
    expect(run.log.outcome).toBe('cancelled')
    expect(run.log.lines).toHaveLength(3)
    expect(run.abort.signal.aborted).toBe(true)
    expect(run.ends()).toBe(1)
  })

  it('is cancelled, not failed, when it is aborted in the middle of a call', async () => {
    async function* hanging(): AsyncGenerator<ObservedEvent> {
      yield slice
      await new Promise((_, reject) => {
        run.abort.signal.addEventListener('abort', () => reject(run.abort.signal.reason))
      })
    }
    const run = aRun(hanging())
    await run.lines.next()
    const rest = kindsOf(run.lines)
    run.abort.abort(new Error('left'))
    expect(await rest).toEqual(['end cancelled'])
    expect(run.ends()).toBe(1)
  })

  it('keeps the first events and the end of a run that is too large', async () => {
    const large = { ...records, records: [{ text: 'x'.repeat(9_000_000) }] } as ObservedEvent
    const run = aRun(given(slice, large, large, large, large, limit))
    expect(await kindsOf(run.lines)).toHaveLength(7)
    expect(run.log.isCut).toBe(true)
    const kept = run.log.lines.map((line) => JSON.parse(line).kind)
    expect(kept).toEqual(['slice', 'records', 'records', 'limit', 'end'])
  })
})
