import { z } from 'zod'
import { type BuildContext, defineComponent, slot, template } from '../component'
import { interpolatedString } from '../interpolate'
import { isTruthy } from '../values/compare'
import { getAt, valuesAt } from '../values/dpath'
import { isList, isObject, type Json, type Value } from '../values/value'
import { recordExpanderKind } from './record-expander-kind'
import type { RecordExtractor } from './record-extractor'

export const dpathExtractor = defineComponent({
  schema: z
    .object({
      type: z.literal('DpathExtractor'),
      field_path: z.array(template('config')).meta({
        title: 'Path to the records',
        description:
          'Where the records are in the response. Empty means the response itself; `*` stands for all.',
        examples: [['data'], ['data', 'items'], ['data', '*', 'record'], []],
      }),
      record_expander: slot(recordExpanderKind).optional().meta({
        title: 'Expand nested records',
        description: 'Makes records of a list inside each record.',
        group: 'advanced',
      }),
    })
    .meta({ title: 'Path', description: 'Finds records by their path in the response.' }),

  create({ field_path, record_expander }, context): RecordExtractor {
    const find = compileFind(field_path, context)
    const expander =
      record_expander && context.build(recordExpanderKind, record_expander, 'record_expander')
    return {
      extract(bodies, scope) {
        const records = find(bodies)
        if (expander) return expander.expand(records, scope)
        return { records, foundCount: records.length }
      },
      needsWhole: false,
      isUnion: false,
    }
  },
})

/** A search for records that knows the shapes most responses have. */
function compileFind(
  fieldPath: readonly string[],
  context: BuildContext,
): (bodies: readonly Json[]) => readonly Json[] {
  const path = fieldPath.map((segment) => interpolatedString(segment, context)())
  if (path.length === 0) return (bodies) => collect(bodies, (body) => body)
  if (path.includes('*'))
    return (bodies) => collect(bodies, (body) => valuesAt(body, path as never))
  if (path.every(isPlainKey)) return (bodies) => collect(bodies, (body) => getPlain(body, path))
  return (bodies) => collect(bodies, (body) => getAt<Json>(body, path as never, []))
}

/** Segments without wildcards that cannot be list indices, so that a plain lookup does. */
function isPlainKey(segment: Value): segment is string {
  return typeof segment === 'string' && /^[^*?[\]\d\s+-][^*?[\]]*$/.test(segment)
}

function getPlain(body: Json, path: readonly string[]): Json {
  let value: Json = body
  for (const key of path) {
    if (!isObject(value) || !Object.hasOwn(value, key)) return []
    value = (value as { readonly [key: string]: Json })[key] ?? null
  }
  return value
}

/** The items of lists and single values, of all bodies; the list itself when there is only one. */
function collect(bodies: readonly Json[], find: (body: Json) => Json): readonly Json[] {
  const [only] = bodies
  if (bodies.length === 1 && only !== undefined) return recordsOf(find(only))
  const records: Json[] = []
  for (const body of bodies) {
    const found = find(body)
    if (!isList(found)) {
      if (isTruthy(found)) records.push(found)
    } else {
      for (const each of found as readonly Json[]) records.push(each)
    }
  }
  return records
}

function recordsOf(found: Json): readonly Json[] {
  if (isList(found)) return found as readonly Json[]
  return isTruthy(found) ? [found] : []
}
