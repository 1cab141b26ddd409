import type { CallView, StationName } from '../../test-read'
import { count, type RunRule } from '../rule'

/** Calls that were given up, and calls that were ignored without an answer to build on. */
export const calls: RunRule = (read) => {
  const failed = read.calls.filter((call) => call.action === 'fail' && call.purpose !== 'proof')
  const ignored = read.calls.filter((call) => call.action === 'ignore' && call.purpose !== 'proof')
  if (failed.length > 0) {
    const last = failed.at(-1) as CallView
    return [
      {
        id: 'call-failed',
        title: 'A call failed',
        outcome: 'failed',
        station: stationOf(last),
        weight: 'strong',
        text: `${count(failed.length, 'call')} failed. The last one: ${answerOf(last)}.`,
        calls: failed.map((call) => call.call),
      },
    ]
  }
  if (ignored.length > 0) {
    return [
      {
        id: 'call-ignored',
        title: 'An error was ignored',
        outcome: 'warning',
        station: 'errors',
        weight: 'none',
        text: `${count(ignored.length, 'call')} answered with an error that the error handler ignores.`,
        calls: ignored.map((call) => call.call),
      },
    ]
  }
  if (read.calls.length === 0) return []
  const text = `${count(read.calls.length, 'call')}, every one accepted.`
  return [
    {
      id: 'calls-accepted',
      title: 'Every call was accepted',
      outcome: 'passed',
      station: 'request',
      weight: 'none',
      text,
      calls: [],
    },
  ]
}

/** The read ended with an error that no call shows: a template, a schema, a wrong manifest. */
export const errors: RunRule = (read) =>
  read.errors.slice(0, 3).map((error) => ({
    id: 'read-failed',
    title: 'The read failed',
    outcome: 'failed',
    station: stationOfPath(error.path) ?? 'request',
    weight: 'strong',
    text: error.message,
    calls: error.call === undefined ? [] : [error.call],
  }))

/** Where a person looks first: refused sign-ins at Authentication, the rest at the request. */
export function stationOf(call: CallView): StationName {
  const status = call.response?.status
  if (call.purpose === 'auth' || status === 401 || status === 403) return 'authentication'
  if (status === 429 || (status !== undefined && status >= 500)) return 'errors'
  return 'request'
}

const stationByField: Readonly<Record<string, StationName>> = {
  partition_router: 'partitions',
  authenticator: 'authentication',
  paginator: 'pages',
  record_selector: 'records',
  transformations: 'transformations',
  incremental_sync: 'incremental',
  error_handler: 'errors',
  schema_loader: 'schema',
  requester: 'request',
}

/** The station of a place in the manifest; undefined outside a stream's parts. */
export function stationOfPath(path: readonly (string | number)[]): StationName | undefined {
  for (const part of [...path].reverse()) {
    const station = stationByField[part]
    if (station) return station
  }
  return undefined
}

function answerOf(call: CallView): string {
  if (call.response) return `${call.sent.method} answered ${call.response.status}`
  return call.failure?.message ?? 'no answer came'
}
