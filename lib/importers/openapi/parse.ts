import { Float } from '../../engine/values/value'
import { loadYaml } from '../../manifest/load'
import { readBlockYaml } from '../block-yaml'
import { isMapping, type Mapping, type SpecDocument } from './document'

/** A text that is no OpenAPI document, in words for whoever gave it. */
export class NotOpenApi extends Error {
  override readonly name = 'NotOpenApi'
}

/**
 * Reads an OpenAPI 2.0, 3.0 or 3.1 document, JSON or YAML.
 *
 * @throws NotOpenApi for anything else; ManifestError for YAML that cannot be read
 */
export function parseOpenApi(text: string, name: string): SpecDocument {
  const root = parseText(text)
  if (!isMapping(root) || !isMapping(root.paths)) {
    throw new NotOpenApi(`${name} is no OpenAPI document: it has no paths`)
  }
  const isSwagger2 = String(root.swagger ?? '').startsWith('2')
  if (!isSwagger2 && !('openapi' in root)) {
    throw new NotOpenApi(`${name} is no OpenAPI document: it says no version`)
  }
  return { name, root, isSwagger2 }
}

/** JSON where it looks like JSON, else YAML. */
export function parseText(text: string): unknown {
  const trimmed = text.replace(/^\uFEFF/, '').trimStart()
  if (trimmed.startsWith('{') || trimmed.startsWith('[')) {
    try {
      return JSON.parse(trimmed)
    } catch {
      // YAML's flow style starts like JSON.
    }
  }
  return readBlockYaml(text)?.value ?? plain(loadYaml(text))
}

/** Numbers as JavaScript has them. */
function plain(value: unknown): unknown {
  if (value instanceof Float) return value.value
  if (typeof value === 'bigint') return Number(value)
  if (Array.isArray(value)) return value.map(plain)
  if (!isMapping(value)) return value
  const copy: Record<string, unknown> = {}
  for (const [key, each] of Object.entries(value as Mapping)) copy[key] = plain(each)
  return copy
}
