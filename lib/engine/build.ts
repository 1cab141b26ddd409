import type { z } from 'zod'
import type { BuildContext, ComponentConfig, Kind, Registry } from './component'
import type { EngineContext } from './context'
import { ComponentUnsupported, ManifestInvalid } from './errors'
import { formatPath, type ManifestPath } from './path'
import type { ApiBudget } from './requesters/api-budget'
import type { StreamScope } from './stream-scope'
import { Float, type JsonObject } from './values/value'

export interface BuildRoot {
  readonly engine: EngineContext
  /** May change while reading: single-use tokens are written back into it. */
  readonly config: JsonObject
  readonly registries: readonly Registry[]
  readonly stream?: StreamScope | undefined
  /** The manifest's limits on calls, which all streams share. */
  readonly budget?: ApiBudget | undefined
  readonly tools?: BuildContext['tools']
  /** Where a place of the resolved manifest stands in the text; the same place when absent. */
  readonly locate?: ((path: ManifestPath) => ManifestPath) | undefined
}

/**
 * Where building begins: a context for the manifest itself, whose `build` makes any component that
 * one of the registries knows.
 */
export function createBuildContext(root: BuildRoot): BuildContext {
  return contextAt(root, [], {}, root.stream)
}

function contextAt(
  root: BuildRoot,
  path: ManifestPath,
  parameters: JsonObject,
  stream: StreamScope | undefined,
): BuildContext {
  return {
    engine: root.engine,
    config: root.config,
    path: root.locate ? root.locate(path) : path,
    parameters,
    stream,
    budget: root.budget,
    tools: root.tools,

    build<Runtime>(
      kind: Kind<Runtime> | readonly Kind<Runtime>[],
      config: unknown,
      key: string | ManifestPath,
      childStream = stream,
    ): Runtime {
      const childPath = [...path, ...(typeof key === 'string' ? [key] : key)]
      const shownPath = root.locate ? root.locate(childPath) : childPath
      const kinds = Array.isArray(kind)
        ? (kind as readonly Kind<Runtime>[])
        : [kind as Kind<Runtime>]
      const typed = asComponent(config, typesOf(root.registries, kinds), shownPath)
      const component = findComponent(root.registries, kinds, typed, shownPath)
      const parsed = component.schema.safeParse(plainNumbers(typed))
      if (!parsed.success) throw invalidFields(typed.type, parsed.error, shownPath)
      const childContext = contextAt(root, childPath, ownParameters(typed), childStream)
      return component.create(parsed.data, childContext) as Runtime
    },
  }
}

/** The names of the kinds a slot takes decide which registries are searched, and in which order. */
function findComponent(
  registries: readonly Registry[],
  kinds: readonly Kind<unknown>[],
  { type, class_name }: ComponentConfig,
  path: ManifestPath,
) {
  const names = new Set(kinds.map((kind) => kind.name))
  const candidates = registries.filter((registry) => names.has(registry.kind.name))
  for (const registry of candidates) {
    const component = registry.components.get(type)
    if (component) return component
  }
  const types = candidates.flatMap((registry) => registry.types)
  if (type.startsWith('Custom')) {
    throw new ComponentUnsupported(
      `${type} (${class_name ?? 'without a class'}) runs Python code of the connector, which cannot run here. It can be replaced by one of: ${types.join(', ')}`,
      { path },
    )
  }
  throw new ManifestInvalid(
    `${type} cannot stand at ${formatPath(path)}. Possible here: ${types.join(', ')}`,
    { path },
  )
}

function typesOf(
  registries: readonly Registry[],
  kinds: readonly Kind<unknown>[],
): readonly string[] {
  const names = new Set(kinds.map((kind) => kind.name))
  return registries.filter(({ kind }) => names.has(kind.name)).flatMap(({ types }) => types)
}

/** Where only one type can stand, it goes without saying. */
function asComponent(
  config: unknown,
  types: readonly string[],
  path: ManifestPath,
): ComponentConfig {
  if (typeof config === 'object' && config !== null && !Array.isArray(config)) {
    const { type, class_name } = config as { type?: unknown; class_name?: unknown }
    if (typeof type === 'string') return config as ComponentConfig
    const [only, ...others] = types
    const isPlain = type === undefined && class_name === undefined
    if (isPlain && only !== undefined && others.length === 0) return { ...config, type: only }
  }
  throw new ManifestInvalid(
    `${formatPath(path)} has to be a component, which is a mapping with a type`,
    {
      path,
    },
  )
}

/** Fields that are numbers as plain numbers; `0.0` is a value of its own elsewhere. */
function plainNumbers(config: ComponentConfig): ComponentConfig {
  const floats = Object.entries(config).filter(([, value]) => value instanceof Float)
  if (floats.length === 0) return config
  const plain = floats.map(([key, value]) => [key, Number((value as Float).value)])
  return { ...config, ...Object.fromEntries(plain) }
}

function ownParameters(config: ComponentConfig): JsonObject {
  const { $parameters } = config
  if (typeof $parameters !== 'object' || $parameters === null) return {}
  return $parameters as JsonObject
}

function invalidFields(type: string, error: z.ZodError, path: ManifestPath): ManifestInvalid {
  const [first] = error.issues
  const keys = (first?.path ?? []).filter((key) => typeof key !== 'symbol')
  const place = [...path, ...keys]
  return new ManifestInvalid(`${type}: ${first?.message ?? 'not valid'} at ${formatPath(place)}`, {
    path: place,
    cause: error,
  })
}
