import type { JsonObject } from '@/lib/engine/values/value'
import type { LimitName, ReadLimits } from '@/lib/testread/test-read'

/** How a test read is made, apart from what it reads. */
export interface RunOptions {
  readonly limits: ReadLimits
  /** Ask once for the page behind the last one. */
  readonly proofCall: boolean
  /** Streams that are read side by side when all of them are run. */
  readonly atOnce: number
}

export const defaultOptions: RunOptions = {
  limits: { records: 1_000, pagesPerSlice: 5, slices: 5, seconds: 60, bytes: 20_000_000 },
  proofCall: true,
  atOnce: 4,
}

/** The server has eight processes for runs; half of them stay free for others. */
export const atOnceMax = 4

/** The largest limits that the server takes. */
export const limitsMax: ReadLimits = {
  records: 100_000,
  pagesPerSlice: 10_000,
  slices: 10_000,
  seconds: 3_600,
  bytes: 1_000_000_000,
}

/**
 * The same options without limits on records, pages and slices, and without those that were hit, as
 * far as the server allows: a read to the end must not stop at the next limit.
 */
export function toTheEnd(options: RunOptions, hit: readonly LimitName[]): RunOptions {
  const raised = Object.fromEntries(
    (['records', 'pages', 'slices', ...hit] as const)
      .filter((name) => name !== 'choice')
      .map((name) => (name === 'pages' ? 'pagesPerSlice' : name))
      .map((name) => [name, limitsMax[name]]),
  )
  return { ...options, limits: { ...options.limits, ...raised } }
}

/** State to start from; absent means that nothing was read yet. */
export type StartState = JsonObject | undefined

const keyOf = (projectId: string) => `plumbline:run-options:${projectId}`

/** The options this browser keeps for a project. What cannot be read is the default. */
export function loadOptions(projectId: string): RunOptions {
  try {
    const text = localStorage.getItem(keyOf(projectId))
    return text ? withDefaults(JSON.parse(text)) : defaultOptions
  } catch {
    return defaultOptions
  }
}

export function storeOptions(projectId: string, options: RunOptions) {
  try {
    localStorage.setItem(keyOf(projectId), JSON.stringify(options))
  } catch {
    // Storage may be full or switched off; the options then last as long as the page.
  }
}

function withDefaults(stored: Partial<RunOptions>): RunOptions {
  const limits: Record<keyof ReadLimits, number> = { ...defaultOptions.limits }
  for (const name of Object.keys(limits) as (keyof ReadLimits)[]) {
    const value = stored.limits?.[name]
    if (typeof value === 'number' && Number.isInteger(value) && value > 0) limits[name] = value
  }
  const { atOnce = defaultOptions.atOnce } = stored
  const isWithin = Number.isInteger(atOnce) && atOnce >= 1 && atOnce <= atOnceMax
  return {
    limits,
    proofCall: stored.proofCall !== false,
    atOnce: isWithin ? atOnce : defaultOptions.atOnce,
  }
}
