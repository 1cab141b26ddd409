import type { CallView, PageView, StationName, TestRead } from '@/lib/testread/test-read'
import { asObject, fingerprint, listAt, scalarText, valueAt } from '../manifest-values'
import { bytesText, counted, countText, durationText, momentText } from './numbers'

/** The numbers at the right of a station: one number with its unit, one remark. */
export interface Ledger {
  readonly number: string
  readonly remark?: string | undefined
}

/** Above this many records the numbers that look at every record wait for the end of the run. */
const liveRecordsMax = 5_000
const shownPages = 3

const ledgers: Readonly<
  Record<StationName, (read: TestRead, stream: unknown) => Ledger | undefined>
> = {
  partitions: ({ slices }) =>
    slices.length === 0 ? undefined : { number: counted(slices.length, 'slice') },
  request: requestLedger,
  authentication: authenticationLedger,
  pages: pagesLedger,
  records: recordsLedger,
  transformations: transformationsLedger,
  incremental: incrementalLedger,
  errors: errorsLedger,
  schema: schemaLedger,
}

/** What the last run says about a station; nothing before a run and where it says nothing. */
export function ledgerOf(
  station: StationName,
  read: TestRead | undefined,
  stream: unknown,
): Ledger | undefined {
  return read && ledgers[station](read, stream)
}

function requestLedger(read: TestRead): Ledger | undefined {
  const calls = read.calls.filter((call) => call.purpose !== 'auth')
  const requests = new Set(calls.map((call) => call.request)).size
  const ms = calls.reduce((sum, call) => sum + ((call.endMs ?? call.startMs) - call.startMs), 0)
  const jobs = calls.filter((call) => call.purpose === 'job-create')
  if (jobs.length > 0) return jobLedger(calls, new Set(jobs.map((call) => call.request)).size)
  const number = counted(requests, 'request')
  return requests === 0
    ? undefined
    : { number, remark: `${bytesText(read.bytes)} · ${durationText(ms)}` }
}

/** Streams that work by jobs: how many were started, how often they were asked for, what came. */
function jobLedger(calls: readonly CallView[], jobs: number): Ledger {
  const polls = calls.filter((call) => call.purpose === 'job-poll').length
  const downloads = calls.filter((call) => call.purpose === 'job-download').length
  return {
    number: counted(jobs, 'job'),
    remark: `${countText(polls)} asked · ${counted(downloads, 'download')}`,
  }
}

function authenticationLedger(read: TestRead): Ledger | undefined {
  const tokens = read.calls.filter((call) => call.purpose === 'auth' && isAccepted(call))
  const last = tokens.at(-1)
  if (last === undefined) return undefined
  const seconds = lifetimeOf(last)
  const number = counted(tokens.length, 'token')
  return seconds === undefined
    ? { number }
    : { number, remark: `good for ${lifetimeText(seconds)}` }
}

function isAccepted(call: CallView): boolean {
  const status = call.response?.status ?? 0
  return status >= 200 && status < 300
}

function lifetimeOf(call: CallView): number | undefined {
  try {
    const body: unknown = JSON.parse(call.response?.bodyText ?? '')
    const seconds = Number(valueAt(body, 'expires_in'))
    return Number.isFinite(seconds) && seconds > 0 ? seconds : undefined
  } catch {
    return undefined
  }
}

function lifetimeText(seconds: number): string {
  if (seconds < 90) return `${Math.round(seconds)} s`
  if (seconds < 5_400) return `${Math.round(seconds / 60)} min`
  return `${Math.round(seconds / 3600)} h`
}

function pagesLedger(read: TestRead): Ledger | undefined {
  const pages = pagesOf(read)
  if (pages.length === 0) return undefined
  return {
    number: counted(pages.length, 'page'),
    remark: pageSizes(pages.map((page) => page.foundCount)),
  }
}

/** `100 · 100 · 50`, from four on `100 × 12, 50`. */
function pageSizes(sizes: readonly number[]): string {
  if (sizes.length <= shownPages) return sizes.map(countText).join(' · ')
  const groups: { size: number; times: number }[] = []
  for (const size of sizes) {
    const last = groups.at(-1)
    if (last?.size === size) last.times++
    else groups.push({ size, times: 1 })
  }
  if (groups.length > shownPages) {
    return `${countText(Math.min(...sizes))} to ${countText(Math.max(...sizes))} each`
  }
  return groups
    .map(({ size, times }) => (times === 1 ? countText(size) : `${countText(size)} × ${times}`))
    .join(', ')
}

function pagesOf(read: TestRead): readonly PageView[] {
  return read.slices.flatMap((slice) => slice.pages)
}

function recordsLedger(read: TestRead): Ledger | undefined {
  const pages = pagesOf(read)
  if (pages.length === 0) return undefined
  const found = sum(pages.map((page) => page.foundCount))
  const filtered = found - sum(pages.map((page) => page.recordCount))
  const number = `${countText(found)} in`
  return filtered > 0 ? { number, remark: `${countText(filtered)} filtered` } : { number }
}

function transformationsLedger(read: TestRead, stream: unknown): Ledger | undefined {
  if (read.slices.length === 0) return undefined
  const steps = listAt(stream, 'transformations').length
  const number = `${countText(read.records.length)} out`
  return steps === 0 ? { number } : { number, remark: counted(steps, 'step') }
}

function incrementalLedger(read: TestRead, stream: unknown): Ledger | undefined {
  const field = scalarText(valueAt(stream, 'incremental_sync', 'cursor_field'))
  if (field === undefined || field.includes('{{') || isTooLive(read)) return undefined
  let latest: string | number | undefined
  for (const { data } of read.records) {
    const value = valueAt(data, field)
    if (typeof value !== 'string' && typeof value !== 'number') continue
    if (latest === undefined || value > latest) latest = value
  }
  return latest === undefined
    ? undefined
    : { number: momentText(String(latest)), remark: 'latest seen' }
}

function isTooLive(read: TestRead): boolean {
  return read.status === 'running' && read.records.length > liveRecordsMax
}

function errorsLedger(read: TestRead): Ledger | undefined {
  const counts = new Map<string, number>()
  for (const call of read.calls) {
    const name = errorName(call)
    if (name !== undefined) counts.set(name, (counts.get(name) ?? 0) + 1)
  }
  const [most] = [...counts].sort((one, other) => other[1] - one[1])
  const waited = sum(read.calls.flatMap((call) => call.waits.map((wait) => wait.seconds)))
  const remark = waited > 0 ? `waited ${durationText(waited * 1000)}` : undefined
  if (most === undefined)
    return read.calls.length > 0 && remark ? { number: 'no errors', remark } : undefined
  const others = counts.size > 1 ? ` +${counts.size - 1}` : ''
  return { number: `${most[0]} ×${countText(most[1])}${others}`, remark }
}

function errorName(call: CallView): string | undefined {
  if (call.failure !== undefined) return 'no answer'
  const status = call.response?.status
  return status !== undefined && status >= 400 ? String(status) : undefined
}

function schemaLedger(read: TestRead, stream: unknown): Ledger | undefined {
  const keys = keyPaths(stream)
  if (read.records.length === 0 || isTooLive(read)) return undefined
  if (keys.length === 0) {
    const fields = new Set(
      read.records.slice(0, liveRecordsMax).flatMap(({ data }) => Object.keys(data)),
    )
    return { number: `${counted(fields.size, 'field')} seen` }
  }
  const seen = new Set<string>()
  for (const { data } of read.records)
    seen.add(JSON.stringify(keys.map((key) => keyPart(data, key))))
  const twice = read.records.length - seen.size
  const number = `${countText(seen.size)} unique`
  return twice > 0 ? { number, remark: `${countText(twice)} more than once` } : { number }
}

function keyPart(record: unknown, path: readonly string[]): unknown {
  const value = valueAt(record, ...path)
  if (typeof value === 'bigint') return `${value}n`
  return asObject(value) ? fingerprint(value) : (value ?? null)
}

function keyPaths(stream: unknown): string[][] {
  const key = valueAt(stream, 'primary_key')
  if (typeof key === 'string' && key !== '') return [[key]]
  if (!Array.isArray(key)) return []
  return key.map((part) => (Array.isArray(part) ? part.map(String) : [String(part)]))
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0)
}
