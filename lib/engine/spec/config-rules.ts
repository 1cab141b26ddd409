import { z } from 'zod'
import { type BuildContext, defineKind, slot } from '../component'
import { copyJson } from '../values/json'
import type { Json, JsonObject } from '../values/value'
import type { ConnectorSpec } from './connector-spec'

/** The config while rules work on it. */
export type ConfigDraft = { [key: string]: Json }

/** A change made to the configuration before it is used. */
export interface ConfigTransformation {
  transform(config: ConfigDraft): void
}

export const configTransformationKind = defineKind<ConfigTransformation>('ConfigTransformation')

/** A rule that a configuration has to keep. */
export interface ConfigValidator {
  /** @throws ConfigInvalid */
  validate(config: JsonObject): void
}

export const configValidatorKind = defineKind<ConfigValidator>('ConfigValidator')

const transformations = z.array(slot(configTransformationKind))

const migration = z.looseObject({
  type: z.literal('ConfigMigration').optional(),
  description: z.string().optional(),
  transformations,
})

const rules = z.looseObject({
  config_migrations: z.array(migration).default([]).meta({
    title: 'Migrations',
    description: 'Changes that are stored, so that old configurations get the present form.',
  }),
  transformations: transformations.default([]).meta({
    title: 'Transformations',
    description: 'Changes for the time of a run, never stored.',
  }),
  validations: z.array(slot(configValidatorKind)).default([]).meta({
    title: 'Validations',
    description: 'What has to hold, beyond the JSON Schema.',
  }),
})

export const rulesSchema = rules.optional().meta({
  title: 'Configuration rules',
  description: 'What happens to a configuration before it is used.',
  group: 'advanced',
})

/**
 * The rules in their order: migrations, then transformations; validations when streams are built.
 *
 * As in the reference engine, only changes of top-level keys are stored anew; those inside nested
 * objects are made again each time.
 */
export function createRules(
  config: z.output<typeof rulesSchema>,
  context: BuildContext,
): Pick<ConnectorSpec, 'prepare' | 'validate'> {
  const build = (list: readonly unknown[], place: readonly (string | number)[]) =>
    list.map((each, index) => context.build(configTransformationKind, each, [...place, index]))
  const root = 'config_normalization_rules'
  const migrations = (config?.config_migrations ?? []).flatMap((each, index) =>
    build(each.transformations, [root, 'config_migrations', index, 'transformations']),
  )
  const changes = build(config?.transformations ?? [], [root, 'transformations'])
  const validators = (config?.validations ?? []).map((each, index) =>
    context.build(configValidatorKind, each, [root, 'validations', index]),
  )

  return {
    prepare(original) {
      if (Object.keys(original).length === 0) return { config: original, migrated: undefined }
      const draft: ConfigDraft = copyJson(original)
      for (const each of migrations) each.transform(draft)
      const migrated = hasOtherTopLevel(original, draft) ? copyJson(draft) : undefined
      for (const each of changes) each.transform(draft)
      return { config: draft, migrated }
    },
    validate(values) {
      for (const each of validators) each.validate(values)
    },
  }
}

/** Whether a key came, went or got another plain value; nested changes do not count. */
function hasOtherTopLevel(before: JsonObject, after: JsonObject): boolean {
  const keys = new Set([...Object.keys(before), ...Object.keys(after)])
  return [...keys].some((key) => {
    const left = before[key]
    const right = after[key]
    if (left === undefined || right === undefined) return true
    if (typeof left === 'object' && left !== null) return typeof right !== 'object'
    return left !== right
  })
}
