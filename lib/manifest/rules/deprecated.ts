import type { JsonObject } from '../../engine/values/value'
import type { PlacedComponent } from '../check-context'
import { componentSchema } from '../json-schema'
import type { ManifestEdits } from '../manifest-edits'
import { requesterUrl, typedBody } from '../migrate'
import type { Problem } from '../problem'
import type { Rule } from '../rule'
import { isMapping } from '../text/value'

/** Fields that still work and have a better successor. */
export const deprecated: Rule = {
  name: 'deprecated',
  *check({ components }) {
    for (const component of components) yield* deprecatedIn(component)
  },
}

function* deprecatedIn({ type, registry, config, origin }: PlacedComponent): Generator<Problem> {
  if (!registry || type === undefined) return
  const properties = componentSchema(registry, type).properties as JsonObject
  const parameters = isMapping(config.$parameters) ? config.$parameters : {}
  for (const key of Object.keys(config)) {
    const field = properties[key]
    if (!isMapping(field) || field.deprecated !== true || Object.hasOwn(parameters, key)) continue
    // One fix moves both, so they are one problem.
    if (key === 'path' && config.url_base !== undefined) continue
    const fix = type === 'HttpRequester' ? fixFor(key, config, [...origin]) : undefined
    yield {
      code: 'field_deprecated',
      severity: 'info',
      message: `${type}: ${key} is deprecated${successor(key)}`,
      path: [...origin, key],
      ...(fix && { fix }),
    }
  }
}

function successor(key: string): string {
  if (key === 'url_base' || key === 'path') return '; write the whole address in url'
  if (key.startsWith('request_body_')) return '; use request_body'
  return key === 'fetch_properties_from_endpoint' ? '; use query_properties' : ''
}

function fixFor(key: string, config: JsonObject, path: readonly (string | number)[]) {
  if (key.startsWith('request_body_')) {
    const body = typedBody(key, config[key])
    if (!body) return undefined
    return {
      title: 'Move to request_body',
      apply: (document: ManifestEdits) => {
        document.remove([...path, key])
        document.set([...path, 'request_body'], body)
      },
    }
  }
  if (key !== 'url_base' && key !== 'path') return undefined
  const url = requesterUrl(config)
  if (url === undefined) return undefined
  return {
    title: 'Write it as url',
    apply: (document: ManifestEdits) => {
      document.set([...path, 'url'], url)
      for (const field of ['url_base', 'path']) {
        if (config[field] !== undefined) document.remove([...path, field])
      }
    },
  }
}
