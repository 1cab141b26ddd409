import type { JSONSchema } from 'monaco-yaml'
import { manifestJsonSchema } from '@/lib/manifest/json-schema'

/** The schema for completion and explanations in the editor. */
export function manifestSchema(): JSONSchema {
  return manifestJsonSchema({ isForEditing: true }) as JSONSchema
}
