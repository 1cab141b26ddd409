import { PythonObject } from '../../engine/values/python-object'
import { deepEqual } from './deep-equal'
import type { TextNode } from './node'

/** Stands for an alias where a value is compared as it is written and not as it is meant. */
export class AliasMark extends PythonObject {
  readonly typeName = 'alias'
  readonly name: string

  constructor(name: string) {
    super()
    this.name = name
  }
}

/**
 * The value of a tree with aliases and merge keys left as they are written, for checking that an edit
 * changed what it should and nothing else.
 */
export function rawValue(node: TextNode | undefined): unknown {
  if (!node) return null
  switch (node.kind) {
    case 'scalar':
      return node.value
    case 'alias':
      return new AliasMark(node.name)
    case 'list':
      return node.entries.map((item) => rawValue(item.node))
    case 'map':
      return Object.fromEntries(
        node.entries.map(({ name, node: each }): [string, unknown] => [name, rawValue(each)]),
      )
  }
}

/** A copy of a raw value with one place changed; `undefined` removes a key or item there. */
export function withChange(
  value: unknown,
  path: readonly (string | number)[],
  change: (value: unknown) => unknown,
): unknown {
  const [head, ...rest] = path
  if (head === undefined) return change(value)
  if (Array.isArray(value)) {
    const index = Number(head)
    const next = withChange(value[index], rest, change)
    return next === undefined ? value.toSpliced(index, 1) : value.with(index, next)
  }
  const entries = Object.entries(value as object)
  const known = Object.hasOwn(value as object, head)
  const next = withChange(
    known ? (value as Record<string, unknown>)[head] : undefined,
    rest,
    change,
  )
  const others = entries.map(([key, each]): [string, unknown] => [
    key,
    key === String(head) ? next : each,
  ])
  if (!known && next !== undefined) others.push([String(head), next])
  return Object.fromEntries(
    others.filter(([key, each]) => each !== undefined || key !== String(head)),
  )
}

/** Whether two raw values are the same. */
export function sameRaw(left: unknown, right: unknown): boolean {
  if (left instanceof AliasMark || right instanceof AliasMark) {
    return left instanceof AliasMark && right instanceof AliasMark && left.name === right.name
  }
  return deepEqual(left, right, sameRaw)
}
