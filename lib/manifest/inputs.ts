import type { ManifestPath } from '../engine/path'
import type { Json, JsonObject } from '../engine/values/value'
import { type ConfigPart, configUsesIn, textsIn } from './expressions'
import type { ManifestDocument } from './manifest-document'
import { ManifestError } from './manifest-error'
import { valueAtPath } from './shared-parts'
import { isMapping } from './text/value'

/** One of several ways to fill a one-of input, told apart by a constant. */
export interface InputVariant {
  readonly title: string
  readonly place: ManifestPath
  readonly inputs: readonly ManifestInput[]
}

/** One value that users of the connector give, from `spec.connection_specification`. */
export interface ManifestInput {
  readonly name: string
  /** Where it stands in the configuration, such as `['credentials', 'api_key']`. */
  readonly path: readonly string[]
  /** Where it is declared in the manifest. */
  readonly place: ManifestPath
  /** JSON Schema type; `unknown` when none is given. Of a union the first that is not `null`. */
  readonly type: string
  readonly format: string | undefined
  readonly title: string | undefined
  readonly description: string | undefined
  readonly isSecret: boolean
  readonly isRequired: boolean
  readonly isMultiline: boolean
  readonly isHidden: boolean
  readonly order: number | undefined
  readonly default: Json | undefined
  readonly examples: readonly Json[]
  readonly options: readonly Json[] | undefined
  readonly constant: Json | undefined
  readonly pattern: string | undefined
  readonly patternDescription: string | undefined
  readonly minimum: number | undefined
  readonly maximum: number | undefined
  /** The inputs of an object. */
  readonly inputs: readonly ManifestInput[]
  /** The ways to fill a one-of. */
  readonly variants: readonly InputVariant[]
  /** The schema of a list's items. */
  readonly items: JsonObject | undefined
  /** The declaration as it is written. */
  readonly schema: JsonObject
}

/** Where the specification's properties stand. */
const specificationPath: ManifestPath = ['spec', 'connection_specification']

/** The inputs a manifest declares, by `order` and then as they are written. */
export function inputsOf(manifest: Json): readonly ManifestInput[] {
  const specification = valueAtPath(manifest, specificationPath)
  return isMapping(specification) ? propertiesOf(specification, specificationPath, []) : []
}

function propertiesOf(
  schema: JsonObject,
  place: ManifestPath,
  path: readonly string[],
): ManifestInput[] {
  const { properties, required } = schema
  if (!isMapping(properties)) return []
  const needed = Array.isArray(required) ? required : []
  return Object.entries(properties)
    .filter((each): each is [string, JsonObject] => isMapping(each[1]))
    .map(([name, each]) =>
      inputOf(name, each, [...place, 'properties', name], [...path, name], needed.includes(name)),
    )
    .sort((left, right) => (left.order ?? Infinity) - (right.order ?? Infinity) || 0)
}

function inputOf(
  name: string,
  schema: JsonObject,
  place: ManifestPath,
  path: readonly string[],
  isRequired: boolean,
): ManifestInput {
  return {
    name,
    path,
    place,
    type: typeOf(schema),
    format: text(schema.format),
    title: text(schema.title),
    description: text(schema.description),
    isSecret: schema.airbyte_secret === true,
    isRequired,
    isMultiline: schema.multiline === true,
    isHidden: schema.airbyte_hidden === true,
    order: number(schema.order),
    default: schema.default,
    examples: Array.isArray(schema.examples) ? schema.examples : [],
    options: Array.isArray(schema.enum) ? schema.enum : undefined,
    constant: schema.const,
    pattern: text(schema.pattern),
    patternDescription: text(schema.pattern_descriptor),
    minimum: number(schema.minimum),
    maximum: number(schema.maximum),
    inputs: propertiesOf(schema, place, path),
    variants: variantsOf(schema, place, path),
    items: isMapping(schema.items) ? schema.items : undefined,
    schema,
  }
}

function variantsOf(
  schema: JsonObject,
  place: ManifestPath,
  path: readonly string[],
): InputVariant[] {
  if (!Array.isArray(schema.oneOf)) return []
  return schema.oneOf.flatMap((variant: Json, index): InputVariant[] => {
    if (!isMapping(variant)) return []
    const at = [...place, 'oneOf', index]
    const title = text(variant.title) ?? `Option ${index + 1}`
    return [{ title, place: at, inputs: propertiesOf(variant, at, path) }]
  })
}

function typeOf({ type, oneOf }: JsonObject): string {
  if (Array.isArray(type)) return String(type.find((each) => each !== 'null') ?? 'unknown')
  if (typeof type === 'string') return type
  return Array.isArray(oneOf) ? 'object' : 'unknown'
}

function text(value: Json | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined
}

function number(value: Json | undefined): number | undefined {
  return typeof value === 'number' ? value : undefined
}

/** Inputs with those inside objects and variants, each config path possibly several times. */
export function allInputsOf(manifest: Json): readonly ManifestInput[] {
  const flatten = (inputs: readonly ManifestInput[]): ManifestInput[] =>
    inputs.flatMap((input) => [
      input,
      ...flatten(input.inputs),
      ...input.variants.flatMap((variant) => flatten(variant.inputs)),
    ])
  return flatten(inputsOf(manifest))
}

/** A place that reads an input. */
export interface InputUse {
  readonly path: ManifestPath
  /** The config path that is read there. */
  readonly reads: readonly string[]
  /** The parts in the template; absent where the place itself is a list of keys. */
  readonly parts: readonly ConfigPart[] | undefined
}

/** Fields whose lists of keys name a place in the configuration. */
const configPathFields: ReadonlySet<string> = new Set([
  'access_token_config_path',
  'refresh_token_config_path',
  'token_expiry_date_config_path',
  'authenticator_selection_path',
  'configs_pointer',
])

/** Every place that reads the configuration: in templates and in lists of keys. */
export function configReadsIn(manifest: Json): readonly InputUse[] {
  const uses: InputUse[] = []
  for (const { path, text: template } of textsIn(manifest)) {
    for (const parts of configUsesIn(template)) {
      uses.push({ path, reads: parts.map(({ name }) => name), parts })
    }
    const field = path.at(-2)
    if (path.at(-1) !== 0 || typeof field !== 'string' || !configPathFields.has(field)) continue
    const list = valueAtPath(manifest, path.slice(0, -1))
    if (!Array.isArray(list)) continue
    uses.push({ path: path.slice(0, -1), reads: list.map(String), parts: undefined })
  }
  return uses
}

/** The places that read an input, or something inside it. */
export function usesOfInput(manifest: Json, input: readonly string[]): readonly InputUse[] {
  return configReadsIn(manifest).filter(({ reads }) =>
    input.every((name, index) => reads[index] === name),
  )
}

/**
 * Renames an input and every reference to it, found by reading the templates, as one undo step.
 *
 * @param from its place in the configuration, such as `['credentials', 'api_key']`
 * @throws ManifestError `not_found`; `key_taken` when there is an input of that name beside it
 */
export function renameInput(document: ManifestDocument, from: readonly string[], to: string): void {
  const { manifest } = document.getSnapshot()
  const declared = allInputsOf(manifest).filter(({ path }) => samePath(path, from))
  if (declared.length === 0) {
    throw new ManifestError('not_found', `There is no input ${from.join('.')}`)
  }
  const last = from.length - 1
  document.transact(`Rename input ${from.join('.')} to ${to}`, (edits) => {
    for (const use of groupByPath(usesOfInput(manifest, from))) {
      const value = valueAtPath(manifest, use.path)
      if (typeof value === 'string') edits.set(use.path, renamedIn(value, use.uses, last, to))
      else edits.set([...use.path, last], to)
    }
    for (const { place } of declared) {
      const schemaPath = place.slice(0, -2)
      const schema = valueAtPath(manifest, schemaPath)
      const required = isMapping(schema) && Array.isArray(schema.required) ? schema.required : []
      const index = required.indexOf(from[last] ?? '')
      if (index >= 0) edits.set([...schemaPath, 'required', index], to)
      edits.rename(place, to)
    }
  })
}

function samePath(left: readonly string[], right: readonly string[]): boolean {
  return left.length === right.length && left.every((part, index) => part === right[index])
}

function groupByPath(uses: readonly InputUse[]) {
  const groups = Map.groupBy(uses, ({ path }) => JSON.stringify(path))
  return [...groups.values()].map((group) => ({ path: group[0]?.path ?? [], uses: group }))
}

function renamedIn(template: string, uses: readonly InputUse[], part: number, to: string): string {
  const spots = uses.flatMap(({ parts }) => parts?.[part] ?? [])
  let result = template
  for (const spot of spots.toSorted((left, right) => right.start - left.start)) {
    result = replacedPart(result, spot, to)
  }
  return result
}

function replacedPart(template: string, { start, end, form }: ConfigPart, to: string): string {
  if (form === 'attribute' && /^[A-Za-z_]\w*$/.test(to)) {
    return template.slice(0, start) + to + template.slice(end)
  }
  if (form === 'attribute') {
    // The dot before the name goes as well.
    const dot = template.lastIndexOf('.', start)
    return `${template.slice(0, dot)}[${quoted(to, "'")}]${template.slice(end)}`
  }
  return template.slice(0, start) + quoted(to, template.charAt(start)) + template.slice(end)
}

function quoted(name: string, quote: string): string {
  return quote + name.replaceAll('\\', '\\\\').replaceAll(quote, `\\${quote}`) + quote
}
