import { count, foundIn } from './checks/rule'
import { runRules } from './checks/run/registry'
import { progressRules, sliceRules } from './checks/slice/registry'
import type { StreamInfo } from './stream-info'
import type { Check, Proof, ProofLevel, SliceView, TestRead } from './test-read'

/**
 * Folds what the checks found into one word about a run: was everything read, once?
 *
 * A slice is complete when the API's own word (a total, an end signal that was followed, an empty
 * page behind the last) or two strong signs say so; probably complete with one sign; truncated when
 * one sign says that something is missing. The run is as good as its worst slice. A run that a
 * limit or Cancel ended is a sample and is judged on the slices that it read to their end.
 */
export function proofOf(read: TestRead, info: StreamInfo): Proof {
  const runChecks = runRules.flatMap((rule) => rule(read, info))
  const isSample =
    read.status === 'limited' || read.status === 'cancelled' || read.limits.length > 0
  const judged = read.slices.map((slice) => ({ slice, checks: checksOf(slice, info, read) }))
  const ended = judged.filter(
    ({ slice, checks }) =>
      slice.pages.length > 0 && (slice.end === 'pages-ended' || checks.length > 0),
  )
  const checks = [...mergeSlices(ended.map((each) => each.checks)), ...runChecks]
  const broken = runChecks.find((check) => check.outcome === 'failed' && check.weight === 'strong')

  if (broken && !isSample) return describe('truncated', read, checks, false, broken)
  const levels = ended.map((each) => levelOf(each.checks))
  const worst = worstOf(levels, runChecks)
  const lost = checks.find((check) => check.outcome === 'failed' && isAboutEnd(check))
  // A zero is a whole answer when the API itself says so.
  const level = read.slices.length === 0 && read.status === 'completed' ? 'complete' : worst
  const capped = isSample && ended.length === 0 && level !== 'truncated' ? 'unknown' : level
  return describe(capped, read, checks, isSample, lost)
}

function checksOf(slice: SliceView, info: StreamInfo, read: TestRead): Check[] {
  // Pages that repeat are wrong wherever the read stopped; the other rules need the end.
  if (slice.end !== 'pages-ended')
    return progressRules.flatMap((rule) => rule(slice, info, read) ?? [])
  const checks = sliceRules.flatMap((rule) => rule(slice, info, read) ?? [])
  // A full last page is no reason to look again where the API itself says that this was all.
  if (levelOf(checks) !== 'complete') return checks
  return checks.filter((check) => check.id !== 'last-page-full')
}

const isAboutEnd = (check: Check) => check.station === 'pages' && check.weight !== 'none'

function levelOf(checks: readonly Check[]): ProofLevel {
  const about = checks.filter(isAboutEnd)
  if (about.some((check) => check.outcome === 'failed')) return 'truncated'
  const passed = about.filter((check) => check.outcome === 'passed')
  if (passed.some((check) => check.weight === 'proof')) return 'complete'
  const strong = passed.filter((check) => check.weight === 'strong').length
  if (strong >= 2 || (strong === 1 && passed.length >= 2)) return 'complete'
  return passed.length > 0 ? 'probable' : 'unknown'
}

const order: readonly ProofLevel[] = ['truncated', 'unknown', 'probable', 'complete']

/** Records that came twice leave a total unproved: something else may be missing for each. */
function worstOf(levels: readonly ProofLevel[], runChecks: readonly Check[]): ProofLevel {
  if (levels.length === 0) return 'unknown'
  const worst = order.find((level) => levels.includes(level)) ?? 'unknown'
  const twice = runChecks.some((check) => check.id === 'keys-duplicate')
  return twice && worst !== 'truncated' ? 'unknown' : worst
}

/** One check a rule over all slices: with many slices the odd ones come first and are counted. */
function mergeSlices(perSlice: readonly (readonly Check[])[]): Check[] {
  const byRule = new Map<string, Check[]>()
  for (const check of perSlice.flat()) {
    byRule.set(check.id, [...(byRule.get(check.id) ?? []), check])
  }
  return [...byRule.values()].flatMap((same) => {
    const [first] = same
    if (!first) return []
    if (same.length === 1) return [first]
    const missing = same.reduce((sum, each) => sum + (each.missing ?? 0), 0)
    const calls = same.flatMap((each) => each.calls).slice(0, 20)
    const text = `${first.text} The same in ${count(same.length - 1, 'more slice')}.`
    return [{ ...first, text, calls, ...(missing > 0 && { missing }) }]
  })
}

const titles: Record<ProofLevel, string> = {
  complete: 'Proved complete',
  probable: 'Probably complete',
  unknown: 'Cannot tell',
  truncated: 'Truncated',
}

function describe(
  level: ProofLevel,
  read: TestRead,
  checks: readonly Check[],
  isSample: boolean,
  lost: Check | undefined,
): Proof {
  const missing = checks.find((check) => check.missing !== undefined)?.missing
  return {
    level,
    isSample,
    title: isSample ? sampleTitle(level, read) : titles[level],
    text: textOf(level, read, checks, lost),
    ...(lost && { station: lost.station }),
    ...(missing !== undefined && { missing }),
    checks: [...checks].sort((a, b) => rank(a) - rank(b)),
  }
}

const rank = (check: Check) => ['failed', 'warning', 'passed'].indexOf(check.outcome)

function sampleTitle(level: ProofLevel, read: TestRead): string {
  if (level === 'truncated') return 'Sample · something is missing in it'
  const limit = read.limits[0]
  if (read.status === 'cancelled' && !limit) return 'Sample · stopped by you'
  if (limit?.limit === 'choice') {
    if (limit.value === 0) return 'Sample · no slice has these values'
    const nothing = level === 'unknown' ? '' : ', nothing missing in them'
    return `Sample · ${count(limit.value, 'chosen slice')}${nothing}`
  }
  if (limit?.limit === 'slices') {
    const nothing = level === 'unknown' ? '' : ', nothing missing in them'
    return `Sample · the first ${count(limit.value, 'slice')}${nothing}`
  }
  const text = limit?.text.replace(/^Stopped at/, 'stopped at').replace(/\..*$/, '')
  return `Sample · ${text ?? 'a part of the read'}`
}

function textOf(
  level: ProofLevel,
  read: TestRead,
  checks: readonly Check[],
  lost: Check | undefined,
): string {
  if (level === 'truncated') return lost?.text ?? 'The read ended before the end of the data.'
  if (level === 'unknown') {
    const duplicate = checks.find((check) => check.id === 'keys-duplicate')
    const full = checks.find((check) => check.id === 'last-page-full')
    const empty = read.records.length === 0 && read.slices.every((slice) => foundIn(slice) === 0)
    if (duplicate) return duplicate.text
    if (empty) return 'No records came in, and nothing says whether there are any.'
    return full?.text ?? 'The API does not say where the end is.'
  }
  const weights = ['proof', 'strong', 'weak']
  const best = checks
    .filter((check) => check.outcome === 'passed' && isAboutEnd(check))
    .sort((a, b) => weights.indexOf(a.weight) - weights.indexOf(b.weight))[0]
  if (!best) return 'There was nothing to read.'
  if (level === 'complete') return best.text
  return `${best.text} A total, or the page behind the last one, would prove it.`
}
