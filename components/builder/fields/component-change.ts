import { objectAt, typeOf, valueAt } from '../manifest-values'
import { fieldsOf } from './component-schema'

/** The same place with another component: fields that both have are kept, and keys nobody knows. */
export function changeType(before: unknown, type: string): Record<string, unknown> {
  const after = fieldsOf(type) ?? []
  const known = new Set((fieldsOf(typeOf(before)) ?? []).map((field) => field.key))
  const fitting = new Set(after.map((field) => field.key))
  const kept = Object.entries(objectAt(before) ?? {}).filter(
    ([key]) => key !== 'type' && (fitting.has(key) || !known.has(key)),
  )
  const required = after
    .filter((field) => field.isRequired && valueAt(before, field.key) === undefined)
    .flatMap((field) => usualOf(field.key, field.node))
  return { type, ...Object.fromEntries(kept), ...Object.fromEntries(required) }
}

/** A required field starts with its first example, so that the component is complete at once. */
function usualOf(key: string, node: { readonly [key: string]: unknown }): [string, unknown][] {
  const examples = node.examples
  const [first] = Array.isArray(examples) ? (examples as unknown[]) : []
  return first === undefined ? [] : [[key, first]]
}
