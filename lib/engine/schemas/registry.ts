import { defineRegistry } from '../component'
import { inlineSchemaLoader } from './inline-schema-loader'
import { jsonFileSchemaLoader } from './json-file-schema-loader'
import { schemaLoaderKind } from './schema-loader'

export const schemaLoaders = defineRegistry(schemaLoaderKind, [
  inlineSchemaLoader,
  jsonFileSchemaLoader,
])
