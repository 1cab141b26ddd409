import type { Confidence, Fact } from '../facts'
import { evidenceOf, rawAt, textAt } from './document'
import { propertiesOf, type SchemaView } from './schema-view'
import { isVersion, lastNoun, normal, segmentsOf, singular, variablesOf } from './words'

const idNames = ['id', 'uuid', 'gid', 'guid', 'uid', 'sid', 'objectid', 'identifier', 'pk']

/** Names under which a record may call itself: its resource, its schema, its list. */
export interface KeyContext {
  readonly path: string
  readonly recordPath: readonly string[]
  /** Variables of operations that read one such record. */
  readonly readOne: readonly string[]
}

/** The properties that identify a record. */
export function primaryKey(
  item: SchemaView | undefined,
  context: KeyContext,
): Fact<readonly string[]> {
  const properties = item ? propertiesOf(item) : new Map<string, SchemaView>()
  const scalars = [...properties].filter(
    ([, view]) => view.type !== 'object' && view.type !== 'array',
  )
  const names = scalars.map(([name]) => name)
  const named = (
    confidence: Confidence,
    name: string | undefined,
  ): Fact<readonly string[]> | undefined => {
    const view = name === undefined ? undefined : properties.get(name)
    return view && name !== undefined
      ? { value: [name], confidence, evidence: [evidenceOf(view.located, `property ${name}`)] }
      : undefined
  }
  const exact = idNames.flatMap((id) => names.filter((name) => normal(name) === id))
  const [first] = exact
  if (first !== undefined) {
    return named(normal(first) === 'id' || exact.length === 1 ? 'certain' : 'likely', first) ?? none
  }
  const own = ownNames(item, context)
  const byNoun = own.flatMap((noun) =>
    ['id', 'uuid', 'gid', 'sid', 'uid', 'guid', 'key', 'token', 'number', 'code'].flatMap(
      (suffix) => names.filter((name) => normal(name) === noun + suffix),
    ),
  )[0]
  const byVariable = context.readOne.flatMap((variable) =>
    names.filter((name) => normal(name) === normal(variable)),
  )[0]
  return (
    named('likely', byNoun) ??
    named('likely', byVariable) ??
    named('guess', described(scalars)) ??
    named('guess', onlyIdentifier(scalars)) ??
    named('guess', nameLike(scalars)) ??
    none
  )
}

const none: Fact<readonly string[]> = { value: [], confidence: 'unknown', evidence: [] }

function ownNames(item: SchemaView | undefined, { path, recordPath }: KeyContext): string[] {
  const schema = normal(item?.name ?? '').replace(
    /(dto|model|response|object|schema|resource|summary|details?|full|mini|item|list|entity)+$/,
    '',
  )
  const nouns = segmentsOf(path)
    .filter((segment) => !segment.includes('{') && !isVersion(segment))
    .map((segment) => singular(normal(segment)))
  const list = singular(normal(recordPath.at(-1) ?? ''))
  const last = singular(normal(lastNoun(path)))
  return [...new Set([list, last, schema, nouns.at(-1) ?? '', nouns.at(-2) ?? ''])].filter(
    (noun) => noun.length > 1,
  )
}

function described(scalars: readonly [string, SchemaView][]): string | undefined {
  return scalars.find(([name, view]) => {
    const text = textAt(view.located, 'description')
    return (
      /\buniquely identif|\bunique\w*( \w+){0,3} (id|identifier|key|code|name)\b|\bunique identifier\b|^(the )?(id|identifier) of (the|this)\b/i.test(
        text,
      ) &&
      !/\bof the (parent|account|user|organi[sz]ation)\b/i.test(text) &&
      /id$|key|code|slug|number|token/i.test(name)
    )
  })?.[0]
}

/** The one property whose name or format says identifier. */
function onlyIdentifier(scalars: readonly [string, SchemaView][]): string | undefined {
  const uuids = scalars.filter(([, view]) => rawAt(view.located, 'format') === 'uuid')
  if (uuids.length === 1) return uuids[0]?.[0]
  const ids = scalars.filter(([name]) => /(_id|Id|ID)$/.test(name))
  return ids.length === 1 ? ids[0]?.[0] : undefined
}

function nameLike(scalars: readonly [string, SchemaView][]): string | undefined {
  return ['key', 'code', 'slug', 'name', 'email'].flatMap((each) =>
    scalars.filter(([name]) => normal(name) === each).map(([name]) => name),
  )[0]
}

/** For each list, as `plain` writes its path, the variables of paths that read one record of it. */
export function readOneIndex(paths: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>()
  for (const path of paths) {
    const segments = segmentsOf(path)
    const last = segments.at(-1) ?? ''
    if (!/^\{[^{}]+\}$/.test(last)) continue
    const list = plain(segments.slice(0, -1).join('/'))
    found.set(list, [...(found.get(list) ?? []), ...variablesOf(last)])
  }
  return found
}

/** Variables of paths that read one record of a list: `/users/{user_id}` for `/users`. */
export function readOneVariables(
  listPath: string,
  index: ReadonlyMap<string, readonly string[]>,
): readonly string[] {
  return index.get(plain(listPath)) ?? []
}

function plain(path: string): string {
  return segmentsOf(path)
    .filter((segment) => !isVersion(segment))
    .map((segment) => (segment.includes('{') ? '{}' : segment.toLowerCase()))
    .filter((segment) => segment !== 'list')
    .join('/')
}
