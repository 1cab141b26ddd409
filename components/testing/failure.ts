import type { Blame } from '@/lib/engine/errors'
import { formatPath } from '@/lib/engine/path'
import type { CallView, TestRead } from '@/lib/testread/test-read'
import type { StreamRun } from './run-store'
import { wordsIn } from './words-in-answer'

/** Why a run failed, as the error card tells it. */
export interface Failure {
  readonly code: string
  readonly title: string
  /** Their words, or what led to it. */
  readonly detail?: string | undefined
  readonly blame: Blame
  /** The component to look at. */
  readonly place?: string | undefined
  readonly call?: number | undefined
  /** The whole answer, when `detail` gives only the words in it. */
  readonly answer?: string | undefined
  /** For a report: everything above as text. No secret is in it, events are masked. */
  readonly report: string
}

/** The failure of a run; undefined when it did not fail. */
export function failureOf({ read, problem }: StreamRun): Failure | undefined {
  if (problem) {
    return withReport({
      code: problem.code,
      title: problem.title,
      blame: problem.blame ?? 'engine',
      place: placeOf(problem.path),
      detail: problem.code === 'offline' ? 'Your text is safe in this browser.' : undefined,
    })
  }
  const error = read.errors.at(-1)
  if (!error) {
    if (read.status !== 'failed') return undefined
    return withReport({
      code: 'run_broke_off',
      title: 'The run broke off without saying why',
      detail: 'The draft is not touched. Run again; the log may say more.',
      blame: 'engine',
    })
  }
  const call = error.call ?? read.calls.findLast(isLost)?.call
  const isRefused = failureCodeOf(read, call) === needsPermission
  return withReport({
    // The read names the last link of the chain; what helps is the first.
    code: isRefused ? needsPermission : error.code,
    title: error.message,
    ...theirWords(read, call),
    blame: isRefused ? 'config' : error.blame,
    place: placeOf(error.path),
    call,
  })
}

const needsPermission = 'target_needs_permission'

function failureCodeOf(read: TestRead, number: number | undefined): string | undefined {
  return read.calls.find((call) => call.call === number)?.failure?.code
}

const isLost = (call: CallView) => call.action === 'fail' || call.failure !== undefined

/** The address to permit, when the run stopped because nobody permitted it yet. */
export function targetOf(
  { read }: StreamRun,
  failure: Failure,
): { host: string; port: number } | undefined {
  if (failure.code !== needsPermission) return undefined
  const refused =
    read.calls.find((call) => call.call === failure.call) ??
    read.calls.findLast((call) => call.failure?.code === needsPermission)
  const named = /([\w.-]+|\[[\da-f:]+\]):(\d{1,5})\b/i.exec(failure.title)
  if (named?.[1] && named[2]) return { host: unbracketed(named[1]), port: Number(named[2]) }
  if (!refused || !URL.canParse(refused.sent.url)) return undefined
  const url = new URL(refused.sent.url)
  return {
    host: unbracketed(url.hostname),
    port: Number(url.port) || (url.protocol === 'https:' ? 443 : 80),
  }
}

const unbracketed = (host: string) => host.replace(/^\[|\]$/g, '')

const placeOf = (path: readonly (string | number)[] | undefined) =>
  path && path.length > 0 ? formatPath(path) : undefined

const excerptCharactersMax = 200

/** What the API said in the call that failed: the words in it, and the whole. */
function theirWords(
  read: TestRead,
  number: number | undefined,
): { readonly detail?: string; readonly answer?: string } {
  const response = read.calls.find((call) => call.call === number)?.response
  const body = response?.bodyText.trim()
  if (!response || !body || response.status < 400) return {}
  const said = wordsIn(body)
  const words = said === undefined ? body : `“${said}”`
  const isCut = words.length > excerptCharactersMax
  const detail = `${response.status}: ${isCut ? `${words.slice(0, excerptCharactersMax)}…` : words}`
  return said !== undefined || isCut ? { detail, answer: body } : { detail }
}

function withReport(failure: Omit<Failure, 'report'>): Failure {
  const { code, title, blame, place, call, detail } = failure
  const lines = [
    `code: ${code}`,
    `message: ${title}`,
    `blame: ${blame}`,
    place && `place: ${place}`,
    call !== undefined && `call: ${call}`,
    detail && `answer: ${detail}`,
  ]
  return { ...failure, report: lines.filter(Boolean).join('\n') }
}
