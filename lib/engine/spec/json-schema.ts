import { isEqual } from '../values/compare'
import { pythonRegex } from '../values/regex'
import { repr } from '../values/text'
import { Float, isObject, type Json, type JsonObject, ownValue } from '../values/value'

/** A rule that a value breaks. */
interface Violation {
  readonly path: readonly (string | number)[]
  readonly text: string
  /** Why none of several forms fits, for `anyOf` and `oneOf`. */
  readonly forms?: readonly Violation[] | undefined
}

type Check = (rule: Json, value: Json, schema: JsonObject) => Violation[]

/**
 * What is wrong with a value under a JSON Schema (draft 7), in words like the reference engine's;
 * nothing when it fits. Of several mistakes the one nearest to the root is told; of forms none of
 * which fits, what is wrong with one that comes nearer than the others (jsonschema 4.17 `best_match`).
 *
 * Formats are not looked at, and words that are no rules of the draft count as none.
 */
export function schemaViolation(schema: JsonObject, value: Json): string | undefined {
  const found = violations(schema, value, schema)
  const first = found[0]
  if (!first) return undefined
  let best = found.reduce((most, each) => (compare(each, most) > 0 ? each : most), first)
  while (true) {
    const [nearest, next] = (best.forms ?? []).toSorted(compare)
    if (!nearest || (next && compare(nearest, next) === 0)) return best.text
    best = nearest
  }
}

/** Greater than zero when the left mistake says more: nearer to the root, and about one form. */
function compare(left: Violation, right: Violation): number {
  const depth = right.path.length - left.path.length
  return depth !== 0 ? depth : Number(right.forms !== undefined) - Number(left.forms !== undefined)
}

function violations(schema: Json, value: Json, root: Json): Violation[] {
  if (schema === false) return [{ path: [], text: `False schema does not allow ${repr(value)}` }]
  if (!isObject(schema)) return []
  const target = resolved(schema as JsonObject, root)
  const found = Object.entries(target).flatMap(([word, rule]) => {
    const check = ownValue(checks, word)
    return check ? check(rule, value, { ...target, [ROOT]: root }) : []
  })
  return target.airbyte_secret === true ? found.map((each) => masked(each, value)) : found
}

/** Messages quote values, and that of a secret is nobody's business. */
function masked({ text, forms, ...rest }: Violation, value: Json): Violation {
  return {
    ...rest,
    text: text.replaceAll(repr(value), "'****'"),
    forms: forms?.map((each) => masked(each, value)),
  }
}

/** Under which a schema carries the whole it belongs to, for references. */
const ROOT = '\u0000root'

/** Follows `#/…` references within the schema. */
function resolved(schema: JsonObject, root: Json): JsonObject {
  const { $ref } = schema
  if (typeof $ref !== 'string' || !$ref.startsWith('#/')) return schema
  const target = $ref
    .slice(2)
    .split('/')
    .reduce<Json | undefined>(
      (at, key) => (at !== undefined && isObject(at) ? ownValue(at as JsonObject, key) : undefined),
      root,
    )
  return target !== undefined && isObject(target) ? (target as JsonObject) : {}
}

const broken = (text: string): Violation[] => [{ path: [], text }]

/** None of several forms fits, each for reasons of its own. */
function noForm(value: Json, forms: readonly Violation[]): Violation[] {
  return [{ path: [], text: `${repr(value)} is not valid under any of the given schemas`, forms }]
}

function inside(key: string | number, found: readonly Violation[]): Violation[] {
  return found.map(({ path, ...rest }) => ({ ...rest, path: [key, ...path] }))
}

function within(schema: Json, value: Json, owner: JsonObject): Violation[] {
  return violations(schema, value, owner[ROOT] ?? schema)
}

const types: Readonly<Record<string, (value: Json) => boolean>> = {
  null: (value) => value === null,
  boolean: (value) => typeof value === 'boolean',
  string: (value) => typeof value === 'string',
  array: Array.isArray,
  object: (value) => isObject(value),
  number: (value) => numberOf(value) !== undefined,
  integer: (value) => {
    const number = numberOf(value)
    return typeof number === 'bigint' || Number.isInteger(number)
  },
}

function numberOf(value: Json): number | bigint | undefined {
  if (value instanceof Float) return value.value
  return typeof value === 'number' || typeof value === 'bigint' ? value : undefined
}

const listOf = (rule: Json): readonly Json[] => (Array.isArray(rule) ? rule : [])
const entriesOf = (value: Json): [string, Json][] =>
  isObject(value) ? Object.entries(value as JsonObject) : []

/** A rule about numbers; anything else keeps it. */
const limit =
  (isKept: (value: number | bigint, limit: number | bigint) => boolean, words: string): Check =>
  (rule, value) => {
    const number = numberOf(value)
    const bound = numberOf(rule)
    if (number === undefined || bound === undefined || isKept(number, bound)) return []
    return broken(`${repr(value)} is ${words} ${repr(rule)}`)
  }

/** A rule about how long something is. */
const size =
  (sizeOf: (value: Json) => number | undefined, isMin: boolean): Check =>
  (rule, value) => {
    const length = sizeOf(value)
    const bound = Number(rule)
    if (length === undefined || (isMin ? length >= bound : length <= bound)) return []
    return broken(`${repr(value)} is too ${isMin ? 'short' : 'long'}`)
  }

const textSize = (value: Json) => (typeof value === 'string' ? [...value].length : undefined)
const listSize = (value: Json) => (Array.isArray(value) ? value.length : undefined)

const checks: Readonly<Record<string, Check>> = {
  type: (rule, value) => {
    const names = typeof rule === 'string' ? [rule] : listOf(rule).map(String)
    if (names.some((name) => ownValue(types, name)?.(value))) return []
    return broken(`${repr(value)} is not of type ${names.map((name) => repr(name)).join(', ')}`)
  },
  enum: (rule, value) =>
    listOf(rule).some((each) => isEqual(each, value))
      ? []
      : broken(`${repr(value)} is not one of ${repr(rule)}`),
  const: (rule, value) => (isEqual(rule, value) ? [] : broken(`${repr(rule)} was expected`)),
  required: (rule, value) =>
    isObject(value)
      ? listOf(rule)
          .filter((key) => !Object.hasOwn(value, String(key)))
          .flatMap((key) => broken(`${repr(key)} is a required property`))
      : [],
  properties: (rule, value, schema) =>
    isObject(value)
      ? entriesOf(rule).flatMap(([key, each]) => {
          const own = ownValue(value as JsonObject, key)
          return own === undefined ? [] : inside(key, within(each, own, schema))
        })
      : [],
  patternProperties: (rule, value, schema) =>
    entriesOf(rule).flatMap(([pattern, each]) =>
      entriesOf(value)
        .filter(([key]) => matches(pattern, key))
        .flatMap(([key, own]) => inside(key, within(each, own, schema))),
    ),
  additionalProperties: (rule, value, schema) => {
    const patterns = Object.keys(schema.patternProperties ?? {})
    const others = entriesOf(value).filter(
      ([key]) =>
        !Object.hasOwn(Object(schema.properties ?? {}), key) &&
        !patterns.some((pattern) => matches(pattern, key)),
    )
    if (rule !== false)
      return others.flatMap(([key, own]) => inside(key, within(rule, own, schema)))
    if (others.length === 0) return []
    const names = others.map(([key]) => repr(key)).sort()
    return broken(
      `Additional properties are not allowed (${names.join(', ')} ${names.length === 1 ? 'was' : 'were'} unexpected)`,
    )
  },
  items: (rule, value, schema) =>
    listOf(value).flatMap((each, index) => {
      const own = Array.isArray(rule) ? (rule as readonly Json[])[index] : rule
      return own === undefined ? [] : inside(index, within(own, each, schema))
    }),
  pattern: (rule, value) =>
    typeof value !== 'string' || matches(String(rule), value)
      ? []
      : broken(`${repr(value)} does not match ${repr(rule)}`),
  minimum: limit((value, bound) => value >= bound, 'less than the minimum of'),
  maximum: limit((value, bound) => value <= bound, 'greater than the maximum of'),
  exclusiveMinimum: limit((value, bound) => value > bound, 'less than or equal to the minimum of'),
  exclusiveMaximum: limit(
    (value, bound) => value < bound,
    'greater than or equal to the maximum of',
  ),
  multipleOf: (rule, value) => {
    const [number, unit] = [numberOf(value), numberOf(rule)]
    if (number === undefined || unit === undefined) return []
    if (Number.isInteger(Number(number) / Number(unit))) return []
    return broken(`${repr(value)} is not a multiple of ${repr(rule)}`)
  },
  minLength: size(textSize, true),
  maxLength: size(textSize, false),
  minItems: size(listSize, true),
  maxItems: size(listSize, false),
  allOf: (rule, value, schema) => listOf(rule).flatMap((each) => within(each, value, schema)),
  anyOf: (rule, value, schema) => {
    const found = listOf(rule).map((each) => within(each, value, schema))
    return found.some((each) => each.length === 0) ? [] : noForm(value, found.flat())
  },
  oneOf: (rule, value, schema) => {
    const forms = listOf(rule)
    const found = forms.map((each) => within(each, value, schema))
    const [first, ...others] = forms.filter((_, index) => found[index]?.length === 0)
    if (first === undefined) return noForm(value, found.flat())
    if (others.length === 0) return []
    const fitting = [...others, first].map((each) => repr(each)).join(', ')
    return [{ path: [], text: `${repr(value)} is valid under each of ${fitting}`, forms: [] }]
  },
  not: (rule, value, schema) =>
    within(rule, value, schema).length > 0
      ? []
      : broken(`${repr(value)} should not be valid under ${repr(rule)}`),
}

function matches(pattern: string, text: string): boolean {
  try {
    return pythonRegex(pattern).search(text) !== undefined
  } catch {
    return true
  }
}
