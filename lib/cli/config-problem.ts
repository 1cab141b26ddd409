import { ConfigInvalid } from '../engine/errors'
import { schemaViolation } from '../engine/spec/json-schema'
import type { JsonObject } from '../engine/values/value'

/** Keys that platforms add to configurations for tests of their own. */
const notChecked = ['_limit', '_page_size']

/** Why a configuration does not fit the connector's specification; nothing when it does. */
export function configProblem(spec: JsonObject, config: JsonObject): string | undefined {
  const checked = Object.entries(config).filter(([key]) => !notChecked.includes(key))
  const schema = (spec.connectionSpecification ?? {}) as JsonObject
  const violation = schemaViolation(schema, Object.fromEntries(checked))
  return violation === undefined ? undefined : `Config validation error: ${violation}`
}

/** @throws ConfigInvalid when the configuration does not fit the specification */
export function requireFittingConfig(spec: JsonObject, config: JsonObject): void {
  const problem = configProblem(spec, config)
  if (problem !== undefined) throw new ConfigInvalid(problem)
}
