import { describe, expect, it } from 'vitest'
import { createCollector } from './collect'
import { proofOf } from './proof'
import type { StreamInfo } from './stream-info'
import type { ObservedEvent, PageSignals } from './test-read'

const info: StreamInfo = {
  name: 'orders',
  primaryKey: [['id']],
  hasPagination: true,
  tokenName: 'page',
  hasPartitions: false,
}

interface PageSketch {
  readonly ids: readonly number[]
  readonly signals?: Omit<PageSignals, 'fingerprint'>
  readonly isProof?: boolean
}

/** A run of one slice made of pages that are told apart by their ids. */
function run(
  pages: readonly PageSketch[],
  options: { end?: 'pages-ended' | 'page-limit'; extra?: readonly ObservedEvent[] } = {},
) {
  const collector = createCollector('orders')
  const stream = 'orders'
  collector.push({ kind: 'slice', stream, slice: 0, partition: {}, window: {}, atMs: 0 })
  for (const [page, { ids, signals, isProof }] of pages.entries()) {
    if (!isProof) {
      const records = ids.map((id) => ({ id }))
      collector.push({ kind: 'records', stream, slice: 0, page, records, atMs: page })
    }
    collector.push({
      kind: 'page',
      stream,
      slice: 0,
      page,
      call: page + 1,
      token: page,
      ...(page < pages.length - 1 && { nextToken: page + 1 }),
      foundCount: ids.length,
      recordCount: ids.length,
      isProof,
      signals: { ...signals, fingerprint: ids.join() },
      atMs: page,
    })
  }
  const end = options.end ?? 'pages-ended'
  collector.push({ kind: 'slice-end', stream, slice: 0, end, atMs: 9 })
  for (const event of options.extra ?? []) collector.push(event)
  const limited = options.extra?.some((event) => event.kind === 'limit')
  collector.push({ kind: 'end', outcome: limited ? 'limited' : 'completed', atMs: 10 })
  return collector.snapshot()
}

const range = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => from + index)
const total = (value: number) => ({ total: { value, place: 'body.total' } })

describe('proof of a run', () => {
  it('is complete when the records add up to the total that the API names', () => {
    const read = run([{ ids: range(1, 100) }, { ids: range(101, 150), signals: total(150) }])
    expect(proofOf(read, info)).toMatchObject({ level: 'complete', title: 'Proved complete' })
  })

  it('is a sample when only chosen slices were read, though nothing is missing in them', () => {
    const limit = { kind: 'limit', limit: 'choice', value: 1, text: 'Only the slices.' } as const
    const whole = [{ ids: range(1, 3), signals: total(3) }]
    const proof = proofOf(run(whole, { extra: [{ ...limit, atMs: 9 }] }), info)
    expect(proof).toMatchObject({
      isSample: true,
      title: 'Sample · 1 chosen slice, nothing missing in them',
    })
    const none = proofOf(run(whole, { extra: [{ ...limit, value: 0, atMs: 9 }] }), info)
    expect(none.title).toBe('Sample · no slice has these values')
  })

  it('is truncated, with the number that is missing, when the total is larger', () => {
    const read = run([{ ids: range(1, 100), signals: total(1284) }])
    expect(proofOf(read, info)).toMatchObject({
      level: 'truncated',
      missing: 1184,
      station: 'pages',
    })
  })

  it('is truncated when a next link is left unused', () => {
    const signals = { next: { value: 'abc', place: 'next_cursor' } }
    const proof = proofOf(run([{ ids: range(1, 50), signals }]), { ...info, hasPagination: false })
    expect(proof).toMatchObject({ level: 'truncated', station: 'pages' })
    expect(proof.text).toContain('next_cursor')
  })

  it('is complete when a followed cursor comes back empty', () => {
    const read = run([
      { ids: range(1, 50), signals: { next: { value: 'a', place: 'body.next' } } },
      { ids: range(51, 100), signals: { next: { value: '', place: 'body.next' } } },
    ])
    expect(proofOf(read, info).level).toBe('complete')
  })

  it('does not mind a full last page where the total is reached', () => {
    const read = run([{ ids: range(1, 50) }, { ids: range(51, 100), signals: total(100) }])
    expect(proofOf(read, info).checks.map((check) => check.id)).not.toContain('last-page-full')
  })

  it('is probable when only a short last page speaks for the end', () => {
    const read = run([{ ids: range(1, 50) }, { ids: range(51, 60) }])
    expect(proofOf(read, info).level).toBe('probable')
  })

  it('cannot tell when the last page is full and nothing else is said', () => {
    const read = run([{ ids: range(1, 50) }, { ids: range(51, 100) }])
    expect(proofOf(read, info)).toMatchObject({ level: 'unknown', title: 'Cannot tell' })
  })

  it('is complete when the page behind the last one is empty', () => {
    const read = run([{ ids: range(1, 50) }, { ids: range(51, 60) }, { ids: [], isProof: true }])
    expect(proofOf(read, info).level).toBe('complete')
  })

  it('is truncated when the page behind the last one holds more', () => {
    const read = run([{ ids: range(1, 50) }, { ids: range(51, 60), isProof: true }])
    expect(proofOf(read, info)).toMatchObject({ level: 'truncated', missing: 10 })
  })

  it('is truncated when a page comes again, and names the parameter that is ignored', () => {
    const read = run([{ ids: range(1, 50) }, { ids: range(1, 50) }])
    const proof = proofOf(read, info)
    expect(proof.level).toBe('truncated')
    expect(proof.text).toBe('Page 2 is the same as page 1. The API seems to ignore `page`.')
  })

  it('cannot tell when keys come twice, although the total is reached', () => {
    const read = run([{ ids: [1, 2, 3] }, { ids: [3], signals: total(4) }])
    expect(proofOf(read, info)).toMatchObject({ level: 'unknown' })
  })

  it('never calls a read that a limit ended complete', () => {
    const limit: ObservedEvent = {
      kind: 'limit',
      limit: 'pages',
      value: 2,
      text: 'Stopped at your limit of 2 pages. More may follow.',
      atMs: 9,
    }
    const read = run([{ ids: range(1, 50) }, { ids: range(51, 100) }], {
      end: 'page-limit',
      extra: [limit],
    })
    expect(proofOf(read, info)).toMatchObject({
      level: 'unknown',
      isSample: true,
      title: 'Sample · stopped at your limit of 2 pages',
    })
  })

  it('says of a sample, too, that its pages repeat', () => {
    const limit: ObservedEvent = {
      kind: 'limit',
      limit: 'pages',
      value: 2,
      text: 'Stopped.',
      atMs: 9,
    }
    const pages = [{ ids: range(1, 50) }, { ids: range(1, 50) }]
    const proof = proofOf(run(pages, { end: 'page-limit', extra: [limit] }), info)
    expect(proof).toMatchObject({ level: 'truncated', isSample: true })
  })

  it('cannot tell from one empty page', () => {
    expect(proofOf(run([{ ids: [] }]), { ...info, pageSize: 100 }).level).toBe('unknown')
  })

  it('takes 0, false and the empty text for keys, and null for none', () => {
    const collector = createCollector('orders')
    const records = [{ id: 0 }, { id: false }, { id: '' }, { id: null }, {}]
    collector.push({
      kind: 'slice',
      stream: 'orders',
      slice: 0,
      partition: {},
      window: {},
      atMs: 0,
    })
    collector.push({ kind: 'records', stream: 'orders', slice: 0, page: 0, records, atMs: 0 })
    const checks = proofOf(collector.snapshot(), info).checks
    expect(checks.find((check) => check.id === 'keys-missing')?.text).toBe(
      '2 records of 5 have no `id`.',
    )
    expect(checks.some((check) => check.id === 'keys-duplicate')).toBe(false)
  })
})
