import { deepEqual } from './text/deep-equal'
import { isMapping } from './text/value'

/** One step of turning a collection into another. */
export type Change =
  | { readonly kind: 'set'; readonly part: string | number; readonly value: unknown }
  | { readonly kind: 'remove'; readonly part: string | number }

/** What turns one collection into another of its kind; undefined when it is better replaced. */
export function changesBetween(before: unknown, after: unknown): Change[] | undefined {
  if (Array.isArray(before) && Array.isArray(after)) return listChanges(before, after)
  if (!isMapping(before) || !isMapping(after)) return undefined
  const kept = Object.keys(before).filter((key) => after[key] !== undefined)
  if (kept.length === 0) return undefined
  // Another type is another component: nothing of the old one is worth keeping.
  const removed = Object.keys(before).filter((key) => after[key] === undefined)
  const sets = Object.entries(after).filter(
    ([key, value]) =>
      value !== undefined && !(Object.hasOwn(before, key) && deepEqual(before[key], value)),
  )
  return [
    ...sets.map(([part, value]): Change => ({ kind: 'set', part, value })),
    ...removed.map((part): Change => ({ kind: 'remove', part })),
  ]
}

function listChanges(before: readonly unknown[], after: readonly unknown[]): Change[] | undefined {
  if (before.length === 0 || after.length === 0) return undefined
  let start = 0
  while (start < Math.min(before.length, after.length) && deepEqual(before[start], after[start]))
    start++
  const shared = Math.min(before.length, after.length)
  const changes: Change[] = []
  for (let index = start; index < shared; index++) {
    if (!deepEqual(before[index], after[index])) {
      changes.push({ kind: 'set', part: index, value: after[index] })
    }
  }
  for (let index = shared; index < after.length; index++) {
    changes.push({ kind: 'set', part: index, value: after[index] })
  }
  for (let index = before.length - 1; index >= shared; index--) {
    changes.push({ kind: 'remove', part: index })
  }
  return changes
}
