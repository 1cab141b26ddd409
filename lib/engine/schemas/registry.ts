import { defineRegistry } from '../component'
import { dynamicSchemaLoader } from './dynamic-schema-loader'
import { inlineSchemaLoader } from './inline-schema-loader'
import { jsonFileSchemaLoader } from './json-file-schema-loader'
import { schemaLoaderKind } from './schema-loader'
import {
  schemaReaderKind,
  schemaTypeIdentifier,
  typeNameKind,
  typesMap,
} from './schema-type-identifier'

export const schemaLoaders = defineRegistry(schemaLoaderKind, [
  inlineSchemaLoader,
  dynamicSchemaLoader,
  jsonFileSchemaLoader,
])

export const schemaTypeIdentifiers = defineRegistry(schemaReaderKind, [schemaTypeIdentifier])

export const typesMaps = defineRegistry(typeNameKind, [typesMap])
