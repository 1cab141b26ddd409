import { formatPath } from '../../engine/path'
import { ownValue } from '../../engine/values/value'
import type { PlacedComponent } from '../check-context'
import { nearest } from '../did-you-mean'
import { componentSchema, rootSchema } from '../json-schema'
import type { Problem } from '../problem'
import type { Rule } from '../rule'
import { isMapping } from '../text/value'

/** Fields that a component does not have. They are kept, and the engine does not read them. */
export const unknownFields: Rule = {
  name: 'unknown-fields',
  *check({ components, manifest }) {
    const known = Object.keys(rootSchema().properties as object)
    for (const key of Object.keys(manifest)) {
      if (!known.includes(key) && key !== '$parameters')
        yield problemOf('The manifest', key, [key], known, true)
    }
    for (const component of components) yield* unknownIn(component)
  },
}

function* unknownIn({ type, registry, config, origin }: PlacedComponent): Generator<Problem> {
  if (!registry || type === undefined) return
  const known = Object.keys(componentSchema(registry, type).properties as object)
  const parameters = isMapping(config.$parameters) ? config.$parameters : {}
  for (const key of Object.keys(config)) {
    const isInjected = ownValue(parameters, key) !== undefined
    if (known.includes(key) || isInjected || key.startsWith('$')) continue
    yield problemOf(type, key, [...origin, key], known, false)
  }
}

function problemOf(
  owner: string,
  key: string,
  path: readonly (string | number)[],
  known: readonly string[],
  isRoot: boolean,
): Problem {
  const meant = nearest(key, known)
  const hint = meant ? ` Did you mean ${meant}?` : ''
  return {
    code: 'unknown_field',
    severity: isRoot ? 'error' : 'warning',
    message: `${owner} has no field ${key} (${formatPath(path)}).${hint}`,
    path,
    fix: meant
      ? { title: `Rename to ${meant}`, apply: (document) => document.rename(path, meant) }
      : { title: `Remove ${key}`, apply: (document) => document.remove(path) },
  }
}
