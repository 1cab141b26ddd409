import type { z } from 'zod'
import { formatPath, type ManifestPath } from '../../engine/path'
import type { CheckContext, PlacedComponent } from '../check-context'
import { describeIssue } from '../describe-issue'
import type { Problem } from '../problem'
import type { Rule } from '../rule'
import { manifestSchema } from '../schema'
import { valueAt } from '../text/tree-editor'

/** Fields that are missing or hold what they cannot, by the schema of each component. */
export const componentFields: Rule = {
  name: 'component-fields',
  *check(context) {
    yield* invalidFields(context, manifestSchema, context.resolved, [], 'The manifest')
    const { streams, dynamic_streams } = context.resolved
    if (streams === undefined && dynamic_streams === undefined) {
      const message = 'The manifest needs streams or dynamic_streams'
      yield { code: 'field_missing', severity: 'error', message, path: [] }
    }
    for (const component of context.components) {
      const schema = schemaOf(component)
      if (schema)
        yield* invalidFields(
          context,
          schema,
          component.config,
          component.path,
          component.type ?? '',
        )
    }
  },
}

function schemaOf({ registry, type }: PlacedComponent): z.ZodType | undefined {
  return type === undefined ? undefined : registry?.components.get(type)?.schema
}

function* invalidFields(
  context: CheckContext,
  schema: z.ZodType,
  value: unknown,
  path: ManifestPath,
  owner: string,
): Generator<Problem> {
  const { $parameters: _parameters, ...fields } = value as Record<string, unknown>
  const parsed = schema.safeParse(fields)
  if (parsed.success) return
  const broken = new Set(context.brokenReferences.map(({ path: at }) => JSON.stringify(at)))
  for (const issue of parsed.error.issues) {
    // Unknown fields have a rule of their own, which knows what was meant.
    if (issue.code === 'unrecognized_keys') continue
    const keys = issue.path.filter((key) => typeof key !== 'symbol')
    const place = [...path, ...keys]
    const isWritten = valueAt(fields, keys) !== undefined
    const origin = isWritten
      ? context.originOf(place)
      : [...context.originOf(place.slice(0, -1)), ...place.slice(-1)]
    if (broken.has(JSON.stringify(origin))) continue
    const field = keys.length > 0 ? formatPath(keys) : formatPath(path)
    yield {
      code: isWritten ? 'field_invalid' : 'field_missing',
      severity: 'error',
      message: `${owner}: ${describeIssue(issue, field, isWritten)}`,
      path: isWritten ? origin : origin.slice(0, -1),
    }
  }
}
