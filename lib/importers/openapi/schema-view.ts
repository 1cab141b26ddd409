import { at, isMapping, itemsOf, keysOf, type Located, rawAt, referenceName } from './document'

/** A JSON Schema as one flat thing: `allOf` and alternatives merged, references followed. */
export interface SchemaView {
  readonly located: Located
  /** Name of the schema in the document, when it has one. */
  readonly name: string
  readonly type: SchemaType
  readonly isNullable: boolean
}

export type SchemaType =
  | 'object'
  | 'array'
  | 'string'
  | 'integer'
  | 'number'
  | 'boolean'
  | 'null'
  | 'unknown'

const typeNames = new Set(['object', 'array', 'string', 'integer', 'number', 'boolean', 'null'])

/** How deep compositions are followed; circles end here. */
const compositionMax = 6

/** The schema under a key, or undefined. Knows the name by which the reference calls it. */
export function schemaAt(located: Located | undefined, ...keys: readonly (string | number)[]) {
  const inner = at(located, ...keys)
  if (!inner) return undefined
  const parent = keys.length > 1 ? at(located, ...keys.slice(0, -1)) : located
  const raw = rawAt(parent, String(keys.at(-1)))
  return viewOf(inner, referenceName(raw))
}

/** A schema with its type made plain (OpenAPI 3.0 `nullable` and 3.1 type lists alike). */
export function viewOf(located: Located, name = ''): SchemaView {
  const declared = rawAt(located, 'type')
  const types = (Array.isArray(declared) ? declared : [declared]).filter(
    (type): type is SchemaType => typeof type === 'string' && typeNames.has(type),
  )
  const type = types.find((each) => each !== 'null') ?? types[0] ?? impliedType(located, new Set())
  const isNullable = types.includes('null') || rawAt(located, 'nullable') === true
  return { located, name: name || fromPointer(located), type, isNullable }
}

/** The name of a schema that stands among the shared ones. */
function fromPointer(located: Located): string {
  const match = /^\/(?:components\/schemas|definitions)\/([^/]+)$/.exec(located.pointer)
  return match?.[1] ?? ''
}

/** The type that a schema without one has by its words, or by its parts; each part is looked at once. */
function impliedType(located: Located, seen: Set<unknown>): SchemaType {
  const keys = new Set(keysOf(located))
  if (keys.has('properties')) return 'object'
  if (keys.has('items')) return 'array'
  if (seen.has(located.value)) return 'unknown'
  seen.add(located.value)
  for (const part of parts(located)) {
    const type = typeOfPart(part, seen)
    if (type !== 'unknown' && type !== 'null') return type
  }
  return keys.has('additionalProperties') ? 'object' : 'unknown'
}

function typeOfPart(located: Located, seen: Set<unknown>): SchemaType {
  const declared = rawAt(located, 'type')
  const first = Array.isArray(declared) ? declared.find((each) => each !== 'null') : declared
  const type = typeof first === 'string' && typeNames.has(first) ? first : undefined
  return (type as SchemaType | undefined) ?? impliedType(located, seen)
}

/** The schemas a schema is composed of. */
function parts(located: Located): Located[] {
  return ['allOf', 'oneOf', 'anyOf'].flatMap((key) => itemsOf(at(located, key)))
}

/** All properties by name, those of composed schemas included; the first description of a name counts. */
export function propertiesOf(view: SchemaView): Map<string, SchemaView> {
  const found = new Map<string, SchemaView>()
  collect(view.located, found, new Set(), 0)
  return new Map([...found].sort(([one], [other]) => (one < other ? -1 : 1)))
}

function collect(
  located: Located,
  into: Map<string, SchemaView>,
  seen: Set<unknown>,
  depth: number,
): void {
  if (depth > compositionMax || seen.has(located.value)) return
  seen.add(located.value)
  const properties = at(located, 'properties')
  for (const name of keysOf(properties)) {
    const inner = schemaAt(properties, name)
    if (inner && !into.has(name)) into.set(name, inner)
  }
  for (const part of parts(located)) collect(part, into, seen, depth + 1)
}

/** Names of the schemas that a schema is or is composed of. */
export function namesOf(view: SchemaView): string[] {
  const inner = ['allOf', 'oneOf', 'anyOf'].flatMap((key) => {
    const list = rawAt(view.located, key)
    return Array.isArray(list) ? list.map(referenceName) : []
  })
  return [view.name, ...inner].filter((name) => name !== '')
}

/** The schema of a list's items, for composed lists too. */
export function itemView(view: SchemaView, seen: Set<unknown> = new Set()): SchemaView | undefined {
  const items = schemaAt(view.located, 'items')
  if (items) return items
  if (seen.has(view.located.value)) return undefined
  seen.add(view.located.value)
  for (const part of parts(view.located)) {
    const found = itemView(viewOf(part), seen)
    if (found) return found
  }
  return undefined
}

/** The schema of values under free keys, as `additionalProperties` declares it. */
export function valuesView(view: SchemaView): SchemaView | undefined {
  return isMapping(rawAt(view.located, 'additionalProperties'))
    ? schemaAt(view.located, 'additionalProperties')
    : undefined
}

/** Names of required properties, of composed schemas too. */
export function requiredOf(view: SchemaView): Set<string> {
  const lists = [view.located, ...itemsOf(at(view.located, 'allOf'))]
  return new Set(
    lists
      .flatMap((each) => {
        const names = rawAt(each, 'required')
        return Array.isArray(names) ? names : []
      })
      .filter((name): name is string => typeof name === 'string'),
  )
}
