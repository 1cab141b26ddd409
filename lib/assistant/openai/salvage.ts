import type { z } from 'zod'

export type Salvaged<T> =
  | { readonly value: T; readonly isPartial: boolean }
  | { readonly value?: undefined; readonly problem: string }

/** Each round mends every place that is wrong; a mended place may show a wrong one around it. */
const roundsMax = 12

type Path = readonly PropertyKey[]

/**
 * What is right in an answer of the wrong shape: unknown keys are dropped, wrong items of lists left
 * out, other wrong values made null where that is allowed. Fails when the frame itself is wrong.
 */
export function salvaged<T>(schema: z.ZodType<T>, answer: unknown): Salvaged<T> {
  let value = structuredClone(answer)
  for (let round = 0; round < roundsMax; round += 1) {
    const result = schema.safeParse(value)
    if (result.success) return { value: result.data, isPartial: round > 0 }
    const before = JSON.stringify(value)
    value = mended(value, result.error.issues)
    if (JSON.stringify(value) === before) return { problem: problemOf(result.error.issues) }
  }
  return { problem: 'The answer has too many mistakes' }
}

function problemOf(issues: readonly z.core.$ZodIssue[]): string {
  const [first] = issues
  return first ? `${first.path.map(String).join('.') || 'The answer'}: ${first.message}` : ''
}

function mended(root: unknown, issues: readonly z.core.$ZodIssue[]): unknown {
  for (const issue of issues) mendOne(root, issue)
  return withoutRemoved(root)
}

/** Stands in the place of a wrong item until all issues are looked at: indexes must not move. */
const removed = Symbol('removed')

function mendOne(root: unknown, issue: z.core.$ZodIssue): void {
  const at = valueAt(root, issue.path)
  if (issue.code === 'unrecognized_keys' && isObject(at)) {
    for (const key of issue.keys) delete at[key]
  } else if (isLongList(issue) && Array.isArray(at)) {
    at.splice(Number(issue.maximum))
  } else if (!removeItem(root, issue.path)) setNull(root, issue.path)
}

function isLongList(issue: z.core.$ZodIssue): issue is z.core.$ZodIssueTooBig {
  return issue.code === 'too_big' && issue.origin === 'array' && issue.path.length < 2
}

/** The outermost list on the way: its item stands or falls as a whole. */
function removeItem(root: unknown, path: Path): boolean {
  let value = root
  for (const key of path) {
    if (Array.isArray(value) && typeof key === 'number') {
      value[key] = removed
      return true
    }
    value = step(value, key)
  }
  return false
}

function withoutRemoved(value: unknown): unknown {
  if (Array.isArray(value)) return value.filter((each) => each !== removed).map(withoutRemoved)
  if (!isObject(value)) return value
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, withoutRemoved(each)]))
}

function setNull(root: unknown, path: Path): void {
  const owner = valueAt(root, path.slice(0, -1))
  const key = path.at(-1)
  if (isObject(owner) && typeof key === 'string') owner[key] = null
}

function valueAt(root: unknown, path: Path): unknown {
  return path.reduce<unknown>(step, root)
}

function step(value: unknown, key: PropertyKey): unknown {
  return typeof value === 'object' && value !== null
    ? (value as Record<PropertyKey, unknown>)[key]
    : undefined
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
