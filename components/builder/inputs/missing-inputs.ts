import type { Environment } from '@/lib/contracts/environments'
import { asObject, listAt, scalarText, valueAt } from '../manifest-values'

/** Required inputs that have neither a value in the environment nor a default. */
export function missingInputs(manifest: unknown, environment: Environment | undefined): string[] {
  const specification = valueAt(manifest, 'spec', 'connection_specification')
  return missingIn(specification, [], environment)
}

function missingIn(
  schema: unknown,
  path: readonly string[],
  environment: Environment | undefined,
): string[] {
  const properties = asObject(valueAt(schema, 'properties')) ?? {}
  const required = new Set(listAt(schema, 'required').map(String))
  return Object.entries(properties).flatMap(([name, input]) => {
    const here = [...path, name]
    if (asObject(valueAt(input, 'properties'))) return missingIn(input, here, environment)
    if (!required.has(name) || scalarText(valueAt(input, 'default')) !== undefined) return []
    return isGiven(here, environment) ? [] : [here.join('.')]
  })
}

function isGiven(path: readonly string[], environment: Environment | undefined): boolean {
  if (environment === undefined) return false
  if (environment.secrets[path.join('.')] !== undefined) return true
  const value = valueAt(environment.values, ...path)
  return value !== undefined && value !== null && value !== ''
}
