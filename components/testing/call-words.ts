import type { CallPurpose } from '@/lib/engine/events'
import type { CallView, SliceView, TestRead } from '@/lib/testread/test-read'
import { cellText } from './cell-text'

/** The kinds of calls as the table draws them. */
export type CallKind = 'auth' | 'parent' | 'data' | 'retry' | 'proof' | 'job' | 'other'

export const kindWords: Record<CallKind, string> = {
  auth: 'Auth',
  parent: 'Parent',
  data: 'Slice',
  retry: 'Retry',
  proof: 'Proof',
  job: 'Job',
  other: 'Other',
}

const kinds: Record<CallPurpose, CallKind> = {
  data: 'data',
  parent: 'parent',
  auth: 'auth',
  'job-create': 'job',
  'job-poll': 'job',
  'job-download': 'job',
  schema: 'other',
  components: 'other',
  properties: 'other',
  proof: 'proof',
}

/** What a call was for; a further attempt of the same request is a retry. */
export const kindOf = ({ purpose, attempt }: CallView): CallKind =>
  attempt > 1 ? 'retry' : kinds[purpose]

/** The colour of its bar: a retry keeps the colour of what it retries. */
export const barKindOf = ({ purpose }: CallView): CallKind => kinds[purpose]

/** `GET /v1/orders?limit=100`: the host is left out, it is the same for nearly all. */
export function requestLine({ sent }: CallView): string {
  return `${sent.method} ${pathOf(sent.url)}`
}

export function pathOf(address: string): string {
  if (!URL.canParse(address)) return address
  const { pathname, search } = new URL(address)
  return readable(pathname + search)
}

function readable(text: string): string {
  try {
    return decodeURI(text)
  } catch {
    return text
  }
}

const purposes: Record<CallPurpose, string> = {
  data: '',
  parent: '',
  auth: 'sign-in',
  'job-create': 'start the job',
  'job-poll': 'is it done?',
  'job-download': 'download',
  schema: 'fields of the stream',
  components: 'streams to generate',
  properties: 'names of fields',
  proof: 'asked past the last page',
}

/** The second line of a row: which page, which attempt, or what it was for. */
export function callLabel(call: CallView, slice: SliceView | undefined): string {
  const { place, purpose, attempt } = call
  const parts = [purposes[purpose]]
  if (purpose === 'parent') parts.push(place.stream)
  if (slice) parts.push(sliceLabel(slice))
  if (place.page !== undefined && purpose !== 'proof') parts.push(`page ${place.page + 1}`)
  if (attempt > 1) parts.push(`attempt ${attempt}`)
  return parts.filter((part) => part !== '').join(', ')
}

/** `order_id ord_10719` or the window's two ends; empty for the one slice of a plain stream. */
export function sliceLabel({ partition, window }: SliceView): string {
  const values = { ...partition, ...window }
  const texts = Object.entries(values).flatMap(([key, value]) =>
    key === 'parent_slice' ? [] : [cellText(value, 32)],
  )
  return texts.slice(0, 2).join(' – ')
}

/** The slice a call belongs to, unless it is the only one. */
export function sliceOf(call: CallView, read: TestRead): SliceView | undefined {
  if (read.slices.length < 2 || call.place.stream !== read.stream) return undefined
  return read.slices.find((slice) => slice.slice === call.place.slice)
}

export type StatusTone = 'plain' | 'ok' | 'warn' | 'bad'

/** How a status stands out: only what was not accepted does. */
export function statusTone({ response, failure, action }: CallView): StatusTone {
  if (failure || action === 'fail') return 'bad'
  if (action === 'retry' || action === 'refresh') return 'warn'
  return response && response.status >= 400 && action !== 'ignore' ? 'bad' : 'plain'
}

/** A call whose answer was not simply accepted. */
export const isOdd = (call: CallView) => call.action !== undefined && call.action !== 'accept'
