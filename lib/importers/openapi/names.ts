import type { Operation } from './operations'
import { isVariable, isVersion, segmentsOf, singular, snake } from './words'

/** A name for each operation, short and unique: `tasks`, where that is taken `project_tasks`. */
export function streamNames(
  operations: readonly { operation: Operation; isList: boolean }[],
): Map<Operation, string> {
  const names = new Map<Operation, string>()
  const taken = new Set<string>()
  const ordered = [...operations].sort(
    (one, other) =>
      Number(other.isList) - Number(one.isList) ||
      segmentsOf(one.operation.path).length - segmentsOf(other.operation.path).length ||
      compare(one.operation, other.operation),
  )
  for (const { operation, isList } of ordered) {
    const options = namesFor(operation, isList)
    const name =
      options.find((each) => !taken.has(each)) ?? numbered(options.at(-1) ?? 'stream', taken)
    taken.add(name)
    names.set(operation, name)
  }
  return names
}

function compare(one: Operation, other: Operation): number {
  const key = (each: Operation) => `${each.path} ${each.method} ${each.document.name}`
  return key(one) < key(other) ? -1 : 1
}

function namesFor(operation: Operation, isList: boolean): string[] {
  const segments = segmentsOf(operation.path).map((each) => each.replace(/\.(json|xml)$/i, ''))
  const nouns = segments
    .filter((each) => !isVariable(each) && !isVersion(each))
    .map(snake)
    .filter((each) => each !== '')
  const useful = nouns.filter((each) => !/^(list|get|search|query|all|index)$/.test(each))
  const words = useful.length > 0 ? useful : nouns.length > 0 ? nouns : ['records']
  const last = words.at(-1) ?? 'records'
  const own = isList ? last : singular(last)
  const chains = words.map((_, index) =>
    [...words.slice(words.length - 1 - index, -1).map(singular), own].join('_'),
  )
  const endings = isList ? [] : [`${chains.at(-1)}_detail`]
  return [
    ...chains,
    ...endings,
    snake(
      [...segments.map((each) => each.replaceAll(/[{}]/g, '')), isList ? '' : 'detail'].join('_'),
    ),
  ]
}

function numbered(name: string, taken: ReadonlySet<string>): string {
  for (let count = 2; ; count++) {
    if (!taken.has(`${name}_${count}`)) return `${name}_${count}`
  }
}
