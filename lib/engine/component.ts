import { z } from 'zod'
import type { EngineContext } from './context'
import type { ManifestPath } from './path'
import type { ApiBudget } from './requesters/api-budget'
import type { ManifestTools } from './resolvers/dynamic-stream'
import type { StreamScope } from './stream-scope'
import type { JsonObject } from './values/value'

/**
 * A kind of component, such as authenticators: a name and, as a type only, what its members do at
 * run time. The kind stands beside that interface; components name it without importing each other.
 */
export interface Kind<Runtime> {
  readonly name: string
  /** Never set. Carries the type. */
  readonly runtime?: Runtime
}

/** A kind of component whose members behave as `Runtime`. */
export function defineKind<Runtime>(name: string): Kind<Runtime> {
  return { name }
}

/** A component as it stands in the resolved manifest. */
export type ComponentConfig = { readonly type: string } & JsonObject

/** The schema of a place that holds a component of a kind (or one of several kinds). */
export function slot(...kinds: readonly Kind<unknown>[]) {
  return z
    .custom<ComponentConfig>((value) => typeof value === 'object' && value !== null, {
      error: 'Expected a component, which is a mapping with a type',
    })
    .meta({ slot: kinds.map((kind) => kind.name) })
}

/** Text that may hold `{{ templates }}`. The variables are those allowed at this place. */
export function template(...variables: readonly string[]) {
  return z.string().meta({ template: variables })
}

/** What a component is given to build itself from. */
export interface BuildContext {
  readonly engine: EngineContext
  readonly config: JsonObject
  /** The component's place in the text (through `$ref`, where it really stands). */
  readonly path: ManifestPath
  /** `$parameters` in effect here. */
  readonly parameters: JsonObject
  /** The stream being built; absent for parts that belong to none. */
  readonly stream: StreamScope | undefined
  /** The manifest's limits on calls, which all streams share. */
  readonly budget?: ApiBudget | undefined
  /** What only the text of manifests is needed for; absent when nobody gave it. */
  readonly tools?: ManifestTools | undefined
  /**
   * Builds a child component that stands under `key` (or `[key, index]`) of this one.
   *
   * @throws ManifestInvalid when its type is not of that kind or its fields are wrong
   * @throws ComponentUnsupported for custom Python code
   */
  build<Runtime>(
    kind: Kind<Runtime> | readonly Kind<Runtime>[],
    config: unknown,
    key: string | ManifestPath,
    stream?: StreamScope,
  ): Runtime
}

type ComponentSchema = z.ZodObject<{ type: z.ZodLiteral<string> }>

/** One manifest component: how it is written (`schema`) and what it does (`create`). */
export interface Component<Schema extends ComponentSchema = ComponentSchema, Runtime = unknown> {
  readonly schema: Schema
  create(config: z.output<Schema>, context: BuildContext): Runtime
}

/** Identity function that fixes the types, so a component file needs no annotations. */
export function defineComponent<Schema extends ComponentSchema, Runtime>(
  component: Component<Schema, Runtime>,
): Component<Schema, Runtime> {
  return component
}

/** A component whose config type is its own schema's, so a list of them has no common input type. */
interface RegisteredComponent<Runtime> {
  readonly schema: ComponentSchema
  create(config: never, context: BuildContext): Runtime
}

/** All components of one kind. */
export interface Registry<Runtime = unknown> {
  readonly kind: Kind<Runtime>
  readonly types: readonly string[]
  readonly components: ReadonlyMap<string, Component>
}

/**
 * Turns a list of components into the one place that knows all of a kind.
 *
 * The editor reads schemas and types; the engine builds. Nothing else in the codebase may branch
 * on a component's `type`.
 */
export function defineRegistry<Runtime>(
  kind: Kind<Runtime>,
  components: readonly RegisteredComponent<Runtime>[],
): Registry<Runtime> {
  const byType = new Map(
    (components as unknown as readonly Component[]).map((each) => [
      each.schema.shape.type.value,
      each,
    ]),
  )
  return { kind, types: [...byType.keys()], components: byType }
}
