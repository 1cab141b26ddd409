import { formatPath } from '../../engine/path'
import type { PlacedComponent } from '../check-context'
import { nearest } from '../did-you-mean'
import { typesOfKinds } from '../json-schema'
import type { Problem } from '../problem'
import type { Rule } from '../rule'

/** Components without a type, of a type that is not known or that cannot stand where they do. */
export const componentTypes: Rule = {
  name: 'component-types',
  *check({ components }) {
    for (const component of components) {
      if (component.registry) continue
      if (isCustom(component)) yield customProblem(component)
      else if (component.type !== undefined || typesOfKinds(component.kinds).length > 1) {
        yield typeProblem(component)
      }
    }
  },
}

function isCustom({ type, config }: PlacedComponent): boolean {
  return type === undefined ? typeof config.class_name === 'string' : type.startsWith('Custom')
}

function customProblem({ type, config, origin }: PlacedComponent): Problem {
  const name = typeof config.class_name === 'string' ? ` (${config.class_name})` : ''
  return {
    code: 'custom_component',
    severity: 'warning',
    message: `${type ?? 'A custom component'}${name} runs Python code of the connector and cannot run here`,
    path: origin,
  }
}

function typeProblem({ type, kinds, origin }: PlacedComponent): Problem {
  const types = typesOfKinds(kinds)
  const place = formatPath(origin)
  if (type === undefined) {
    const message = `${place} needs a type. Possible here: ${types.join(', ')}`
    return { code: 'type_missing', severity: 'error', message, path: origin }
  }
  const meant = nearest(type, types)
  const hint = meant ? `Did you mean ${meant}?` : `Possible here: ${types.join(', ')}`
  return {
    code: 'type_unknown',
    severity: 'error',
    message: `${type} cannot stand at ${place}. ${hint}`,
    path: [...origin, 'type'],
    ...(meant && {
      fix: {
        title: `Change to ${meant}`,
        apply: (document) => document.set([...origin, 'type'], meant, { name: `Use ${meant}` }),
      },
    }),
  }
}
