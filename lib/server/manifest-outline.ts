import { type Json, type JsonObject, ownValue } from '../engine/values/value'
import { parseText } from '../manifest/text/parse'
import { isMapping, treeValue } from '../manifest/text/value'

/** What lists show of a manifest. */
export interface ManifestOutline {
  /** From `metadata.title`. */
  readonly title: string | undefined
  /** Names of the streams in their order; those without a plain name are left out. */
  readonly streams: readonly string[]
  /** Values that the specification suggests, by input. */
  readonly defaults: JsonObject
  /** The first example of dates and times, by input. */
  readonly examples: JsonObject
  /** Every input at the top of the specification, and whether it is a secret. */
  readonly inputs: ReadonlyMap<string, { readonly isSecret: boolean }>
}

/** Reads the outline of a manifest; undefined when the text is no YAML mapping. Never throws. */
export function outlineOf(text: string): ManifestOutline | undefined {
  const parsed = parseText(text)
  if (parsed.mistakes.length > 0) return undefined
  const { value, mistakes } = treeValue(parsed.root)
  if (mistakes.length > 0 || !isMapping(value)) return undefined
  const properties = [...inputsOf(value)]
  const defaults = properties.flatMap(([name, input]) => {
    const suggested = ownValue(input, 'default')
    return suggested === undefined ? [] : [[name, suggested] as const]
  })
  const examples = properties.flatMap(([name, input]) => {
    const [first] = Array.isArray(input.examples) ? input.examples : []
    const isTime = input.format === 'date' || input.format === 'date-time'
    return isTime && first !== undefined ? [[name, first] as const] : []
  })
  return {
    title: textAt(value, 'metadata', 'title'),
    streams: streamsOf(value),
    defaults: Object.fromEntries(defaults),
    examples: Object.fromEntries(examples),
    inputs: new Map(
      properties.map(([name, input]) => [name, { isSecret: input.airbyte_secret === true }]),
    ),
  }
}

function streamsOf(manifest: JsonObject): string[] {
  const streams = ownValue(manifest, 'streams')
  if (!Array.isArray(streams)) return []
  return streams.flatMap((stream: Json) => {
    const name = textAt(follow(manifest, stream), 'name')
    return name === undefined ? [] : [name]
  })
}

function inputsOf(manifest: JsonObject): (readonly [string, JsonObject])[] {
  const properties = at(manifest, 'spec', 'connection_specification', 'properties')
  if (!isMapping(properties)) return []
  return Object.entries(properties).flatMap(([name, input]) =>
    isMapping(input) ? [[name, input] as const] : [],
  )
}

/** References that follow one another at most; a circle ends here. */
const stepsMax = 20

/** A stream may stand elsewhere in the manifest: `$ref: "#/definitions/orders"`. */
function follow(manifest: JsonObject, value: Json): Json | undefined {
  let current: Json | undefined = value
  for (let step = 0; step < stepsMax; step += 1) {
    const reference: unknown =
      typeof current === 'string' ? current : isMapping(current) ? current.$ref : undefined
    if (typeof reference !== 'string' || !reference.startsWith('#/')) return current
    // A name beside the reference wins, as in the reference engine.
    if (isMapping(current) && typeof current.name === 'string') return current
    current = at(manifest, ...reference.slice(2).split('/'))
  }
  return undefined
}

function at(value: Json | undefined, ...keys: readonly string[]): Json | undefined {
  let current = value
  for (const key of keys) current = isMapping(current) ? ownValue(current, key) : undefined
  return current
}

function textAt(value: Json | undefined, ...keys: readonly string[]): string | undefined {
  const found = at(value, ...keys)
  return typeof found === 'string' ? found : undefined
}
