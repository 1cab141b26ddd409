import { ManifestInvalid } from '../errors'
import { isObject, type JsonObject } from '../values/value'
import type { SchemaLoader } from './schema-loader'

/**
 * One schema from the properties of several; of two with the same name, the earlier loader's stays.
 * Nothing but the properties is kept, as in the reference engine.
 */
export function compositeLoader(loaders: readonly SchemaLoader[]): SchemaLoader {
  return {
    async load() {
      let properties: JsonObject = {}
      for (const loader of loaders) {
        properties = { ...propertiesOf(await loader.load()), ...properties }
      }
      return {
        $schema: 'http://json-schema.org/draft-07/schema#',
        type: ['null', 'object'],
        properties,
      }
    },
  }
}

function propertiesOf({ properties }: JsonObject): JsonObject {
  if (properties !== undefined && isObject(properties)) return properties as JsonObject
  throw new ManifestInvalid('Each of several schemas has to have properties')
}
