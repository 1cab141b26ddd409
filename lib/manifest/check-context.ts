import type { Registry } from '../engine/component'
import { registries } from '../engine/kinds'
import type { ManifestPath } from '../engine/path'
import type { Json, JsonObject } from '../engine/values/value'
import { componentSchema, type JsonSchema, rootSchema } from './json-schema'
import type { ManifestError } from './manifest-error'
import { resolveLeniently } from './refs'
import { isMapping } from './text/value'

/** A component at its place in the resolved manifest. */
export interface PlacedComponent {
  /** Its `type` as it stands there; undefined when it has none. */
  readonly type: string | undefined
  readonly config: JsonObject
  /** Its place in the resolved manifest. */
  readonly path: ManifestPath
  /** Its place in the text. */
  readonly origin: ManifestPath
  /** The kinds that may stand there. */
  readonly kinds: readonly string[]
  /** The registry that knows it; undefined for unknown types. */
  readonly registry: Registry | undefined
  readonly parent: PlacedComponent | undefined
  /** The position of the stream it belongs to. */
  readonly stream: number | undefined
}

/** What every rule is given: the manifest as it is written, resolved, and as a list of components. */
export interface CheckContext {
  readonly manifest: JsonObject
  readonly resolved: JsonObject
  readonly originOf: (path: ManifestPath) => ManifestPath
  /** References that lead nowhere or in a circle. */
  readonly brokenReferences: readonly ManifestError[]
  /** Each component once, however many streams share it. */
  readonly components: readonly PlacedComponent[]
  /** The components of a stream's place, shared ones in every stream. */
  readonly streams: readonly PlacedComponent[]
}

/**
 * Resolves a manifest as far as that is possible and finds its components.
 *
 * @throws ManifestError `too_large`
 */
export function createCheckContext(manifest: JsonObject): CheckContext {
  const { resolved, originOf, broken } = resolveLeniently(manifest)
  const walker = new Walker(originOf)
  walker.visit(resolved, rootSchema(), [], undefined)
  return {
    manifest,
    resolved,
    originOf,
    brokenReferences: broken,
    components: walker.components,
    streams: walker.streams,
  }
}

class Walker {
  readonly components: PlacedComponent[] = []
  readonly streams: PlacedComponent[] = []
  readonly #originOf: (path: ManifestPath) => ManifestPath
  readonly #seen = new Set<string>()

  constructor(originOf: (path: ManifestPath) => ManifestPath) {
    this.#originOf = originOf
  }

  /** Goes through a value beside its schema and stops at components. */
  visit(
    value: Json,
    schema: JsonSchema,
    path: ManifestPath,
    parent: PlacedComponent | undefined,
  ): void {
    const kinds = slotOf(schema)
    if (kinds && isMapping(value)) {
      this.#component(value, kinds, path, parent)
      return
    }
    if (Array.isArray(value)) {
      const items = schemasOf(schema, (each) => each.items)
      for (const [index, item] of value.entries()) {
        for (const each of items) this.visit(item, each, [...path, index], parent)
      }
    } else if (isMapping(value)) this.#fields(value, schema, path, parent)
  }

  #fields(
    value: JsonObject,
    schema: JsonSchema,
    path: ManifestPath,
    parent: PlacedComponent | undefined,
  ) {
    for (const [key, each] of Object.entries(value)) {
      if (typeof each !== 'object' || each === null) continue
      const inner = schemasOf(schema, ({ properties, additionalProperties }) => {
        const known = isSchema(properties) ? properties[key] : undefined
        return known ?? additionalProperties
      })
      for (const part of inner) this.visit(each, part, [...path, key], parent)
    }
  }

  #component(
    config: JsonObject,
    kinds: readonly string[],
    path: ManifestPath,
    parent: PlacedComponent | undefined,
  ): void {
    const type = typeof config.type === 'string' ? config.type : undefined
    const candidates = registries.filter((each) => kinds.includes(each.kind.name))
    const registry = candidates.find((each) => type !== undefined && each.components.has(type))
    const origin = this.#originOf(path)
    const [root, index] = path
    const stream = root === 'streams' && typeof index === 'number' ? index : undefined
    const placed: PlacedComponent = { type, config, path, origin, kinds, registry, parent, stream }
    if (kinds.includes('Stream') && parent === undefined) this.streams.push(placed)
    const key = JSON.stringify([type, origin])
    if (this.#seen.has(key)) return
    this.#seen.add(key)
    this.components.push(placed)
    if (registry && type !== undefined) {
      this.#fields(config, componentSchema(registry, type), path, placed)
    }
  }
}

/** The kinds of a place for components, also where it is one of several possibilities. */
function slotOf(schema: JsonSchema): readonly string[] | undefined {
  if (Array.isArray(schema.slot)) return schema.slot.map(String)
  const kinds = choicesOf(schema).flatMap((each) => slotOf(each) ?? [])
  return kinds.length > 0 ? kinds : undefined
}

function schemasOf(schema: JsonSchema, pick: (schema: JsonSchema) => unknown): JsonSchema[] {
  return [schema, ...choicesOf(schema)].map(pick).filter(isSchema)
}

function choicesOf({ anyOf, oneOf, allOf }: JsonSchema): JsonSchema[] {
  return [anyOf, oneOf, allOf].flatMap((each) => (Array.isArray(each) ? each : [])).filter(isSchema)
}

function isSchema(value: unknown): value is JsonSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
