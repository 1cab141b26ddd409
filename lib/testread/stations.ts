import { stationOf, stationOfPath } from './checks/run/calls'
import { type Check, type Proof, type StationName, stationNames, type TestRead } from './test-read'

/** How a station of the line looks after a run, as far as the run can say. */
export type StationState =
  | 'not-run'
  | 'running'
  | 'passed'
  | 'proved'
  | 'look'
  | 'stopped'
  | 'after-stop'

/**
 * Which stations a run proved. Colour is never decoration: a station is proved when what it is
 * responsible for was checked and held, and the line is green down to the last station of which
 * that and everything above is true.
 */
export function stationStates(
  read: TestRead | undefined,
  proof: Proof | undefined,
): Record<StationName, StationState> {
  if (!read || (read.calls.length === 0 && read.status === 'running')) return all('not-run')
  if (read.status === 'running') return running(read)
  if (!proof) return failed(read)
  const stop = proof.level === 'truncated' ? (proof.station ?? 'pages') : undefined
  const stopAt = stop === undefined ? stationNames.length : stationNames.indexOf(stop)
  const states = all('after-stop')
  let isGreen = true
  for (const name of stationNames.slice(0, stopAt)) {
    const found = stationProof(name, read, proof)
    isGreen &&= found !== 'passed'
    states[name] = found === 'proved' && !isGreen ? 'passed' : found
  }
  if (stop) states[stop] = 'stopped'
  return states
}

function all(state: StationState): Record<StationName, StationState> {
  return Object.fromEntries(stationNames.map((name) => [name, state])) as Record<
    StationName,
    StationState
  >
}

/** A run that failed before there was anything to prove: the line breaks where the failure was. */
function failed(read: TestRead): Record<StationName, StationState> {
  if (read.status !== 'failed') return all('not-run')
  const call = read.calls.findLast((each) => each.action === 'fail')
  const place = stationOfPath(read.errors.at(-1)?.path ?? [])
  const stop = call ? stationOf(call) : (place ?? 'request')
  const states = all('after-stop')
  for (const name of stationNames.slice(0, stationNames.indexOf(stop))) states[name] = 'passed'
  states[stop] = 'stopped'
  return states
}

/** While it runs, the accent reaches down to the station that works now. */
function running(read: TestRead): Record<StationName, StationState> {
  const states = all('not-run')
  const hasRecords = read.records.length > 0
  const signingIn = read.calls.at(-1)?.purpose === 'auth'
  const here: StationName = signingIn ? 'authentication' : hasRecords ? 'schema' : 'request'
  for (const name of stationNames) {
    states[name] = name === here ? 'running' : 'passed'
    if (name === here) break
  }
  return states
}

function stationProof(
  name: StationName,
  read: TestRead,
  proof: Proof,
): 'proved' | 'passed' | 'look' {
  const own = proof.checks.filter((check) => check.station === name)
  if (own.some(needsALook)) return 'look'
  const passed = (...ids: string[]) =>
    proof.checks.some((check) => check.outcome === 'passed' && ids.includes(check.id))
  const holds: Record<StationName, boolean> = {
    partitions: !read.limits.some((limit) => limit.limit === 'slices' || limit.limit === 'choice'),
    request: passed('calls-accepted'),
    authentication: passed('calls-accepted'),
    pages: proof.level === 'complete' && !proof.isSample,
    records: read.records.length > 0 || passed('total-zero'),
    transformations: read.errors.length === 0,
    incremental: !own.some((check) => check.outcome === 'failed'),
    errors: !read.calls.some((call) => call.action === 'fail'),
    schema: !own.some((check) => check.outcome === 'failed'),
  }
  return holds[name] ? 'proved' : 'passed'
}

const needsALook = (check: Check) =>
  (check.outcome === 'failed' || check.outcome === 'warning') && !check.id.startsWith('limit-')
