import { Float } from '../../engine/values/value'
import { loadYaml } from '../../manifest/load'
import { ManifestError } from '../../manifest/manifest-error'
import { readBlockYaml } from '../block-yaml'
import { isMapping, type Mapping, type SpecDocument } from './document'

/** A text that is no OpenAPI document, in words for whoever gave it. */
export class NotOpenApi extends Error {
  override readonly name = 'NotOpenApi'
}

/**
 * Reads an OpenAPI 2.0, 3.0 or 3.1 document, JSON or YAML.
 *
 * @throws NotOpenApi for anything else; ManifestError with line and column for a broken text
 */
export function parseOpenApi(text: string, name: string): SpecDocument {
  const root = readText(text, name)
  const isSwagger2 = isMapping(root) && String(root.swagger ?? '').startsWith('2')
  if (!isMapping(root) || !(isSwagger2 || 'openapi' in root)) {
    throw new NotOpenApi(
      `${name} is no OpenAPI document: at its top it says neither openapi nor swagger: 2.0`,
    )
  }
  if (!isMapping(root.paths)) {
    throw new NotOpenApi(`${name} is no OpenAPI document: it has no paths`)
  }
  return { name, root, isSwagger2 }
}

function readText(text: string, name: string): unknown {
  try {
    return parseText(text)
  } catch (error) {
    if (error instanceof SyntaxError)
      throw new NotOpenApi(`${name} cannot be read. ${error.message}`)
    throw error
  }
}

/**
 * JSON where it looks like JSON, else YAML.
 *
 * @throws ManifestError or SyntaxError with the place of the mistake
 */
export function parseText(text: string): unknown {
  const trimmed = text.replace(/^\uFEFF/, '').trimStart()
  let mistake: unknown
  if (trimmed.startsWith('{') || trimmed.startsWith('[')) {
    try {
      return JSON.parse(trimmed)
    } catch (error) {
      // YAML's flow style starts like JSON.
      mistake = error
    }
  }
  const read = readBlockYaml(text)
  if (read && 'value' in read) return read.value
  try {
    return plain(loadYaml(text))
  } catch (error) {
    const isTooLarge = error instanceof ManifestError && error.code === 'too_large'
    if (isTooLarge && mistake !== undefined) throw mistake
    if (isTooLarge) throw new SyntaxError(`Line ${read.line}: ${read.reason}`)
    throw error
  }
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
