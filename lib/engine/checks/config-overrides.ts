import { z } from 'zod'
import type { EngineContext } from '../context'
import { ManifestInvalid } from '../errors'
import { runOf } from '../run'
import { isList, isObject, type Json, type JsonObject } from '../values/value'

/** Config values that apply during the check only. */
export const configOverridesSchema = z
  .record(z.string(), z.unknown())
  .optional()
  .meta({
    title: 'Other config values',
    description: 'Values that replace those of the configuration during the check only.',
    examples: [{ page_size: 1 }],
    group: 'advanced',
  })

const path = ['check', 'config_overrides']

/**
 * The configuration during a check. Values are taken as they are, never as templates; a key that the
 * specification does not know is noted.
 *
 * @throws ManifestInvalid for keys of the platform, and where a token that can be used once would be
 *   renewed under values that are thrown away afterwards
 */
export function overriddenConfig(
  config: JsonObject,
  overrides: JsonObject,
  manifest: JsonObject,
  engine: EngineContext,
): JsonObject {
  const keys = Object.keys(overrides)
  if (keys.length === 0) return config
  const reserved = keys.find((key) => key.startsWith('__airbyte'))
  if (reserved !== undefined) {
    throw new ManifestInvalid(
      `config_overrides must not set ${reserved}, which is the platform's`,
      {
        path: [...path, reserved],
      },
    )
  }
  if (renewsSingleUseTokens(manifest)) {
    throw new ManifestInvalid(
      'config_overrides cannot be used beside refresh_token_updater: a token renewed during the check would be stored with values that apply to the check only.',
      { path },
    )
  }
  const known = knownKeys(specOf(manifest))
  const unknown = keys.filter((key) => known.size > 0 && !known.has(key))
  const note = (level: 'info' | 'warn', text: string) => runOf(engine).note(level, text, path)
  if (unknown.length > 0) {
    note('warn', `The specification does not know these keys: ${unknown.sort().join(', ')}.`)
  }
  note('info', `The check replaces these values of the configuration: ${keys.sort().join(', ')}.`)
  return { ...config, ...overrides }
}

const renewing = new Set<unknown>(['OAuthAuthenticator', 'CustomAuthenticator'])

function renewsSingleUseTokens(value: Json): boolean {
  if (isList(value)) return (value as readonly Json[]).some(renewsSingleUseTokens)
  if (!isObject(value)) return false
  const { type, refresh_token_updater: updater = null } = value as JsonObject
  if (renewing.has(type) && updater !== null) return true
  return Object.values(value as JsonObject).some(renewsSingleUseTokens)
}

function specOf({ spec = null }: JsonObject): Json {
  const connection = isObject(spec) ? (spec as JsonObject).connection_specification : null
  return connection ?? null
}

/** The properties of a JSON Schema, those of its alternatives included. */
function knownKeys(schema: Json): ReadonlySet<string> {
  if (!isObject(schema)) return new Set()
  const { properties = null, allOf = [], anyOf = [], oneOf = [] } = schema as JsonObject
  const own = isObject(properties) ? Object.keys(properties as JsonObject) : []
  const parts = [allOf, anyOf, oneOf].flatMap((each) => (isList(each) ? (each as Json[]) : []))
  return new Set([...own, ...parts.flatMap((part) => [...knownKeys(part)])])
}
