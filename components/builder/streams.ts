import type { ManifestPath } from '@/lib/engine/path'
import type { Screen } from './builder-state'
import { asList, listAt, scalarText, textAt, titleOf, typeOf, valueAt } from './manifest-values'

/** A stream as the sidebar knows it. */
export interface StreamEntry {
  /** As the manifest names it; empty when it has no name. */
  readonly name: string
  readonly title: string
  readonly kind: 'stream' | 'delegating' | 'dynamic'
  readonly path: ManifestPath
  /** Its place among the entries, in the order of the manifest. */
  readonly place: number
  /** Names of the streams whose records make its slices. */
  readonly parents: readonly string[]
  /** The condition on which it exists, when it has one. */
  readonly condition: string | undefined
  /** The template that makes it; absent for what is written in the manifest. */
  readonly madeBy?: string | undefined
  /** Whether it stands indented under the entry above. */
  readonly isChild: boolean
}

/** All streams of a manifest whose references are resolved, in its order. */
export function streamEntries(manifest: unknown): StreamEntry[] {
  const plain = listAt(manifest, 'streams').flatMap((stream, index) =>
    entriesOf(stream, ['streams', index]),
  )
  const dynamic = listAt(manifest, 'dynamic_streams').map((stream, index) =>
    entryOf(stream, ['dynamic_streams', index]),
  )
  return [...plain, ...dynamic].map((entry, place) => ({ ...entry, place }))
}

/** Streams under a condition stand one by one, each with the condition. */
function entriesOf(stream: unknown, path: ManifestPath): StreamEntry[] {
  if (typeOf(stream) !== 'ConditionalStreams') return [entryOf(stream, path)]
  const condition = scalarText(valueAt(stream, 'condition'))
  return listAt(stream, 'streams').map((each, index) => ({
    ...entryOf(each, [...path, 'streams', index]),
    condition,
  }))
}

function entryOf(stream: unknown, path: ManifestPath): StreamEntry {
  const type = typeOf(stream)
  const name = nameOf(stream)
  const kind =
    type === 'DynamicDeclarativeStream' || path[0] === 'dynamic_streams'
      ? 'dynamic'
      : type === 'StateDelegatingStream'
        ? 'delegating'
        : 'stream'
  return {
    name,
    title: name === '' ? `Stream ${Number(path.at(-1)) + 1}` : titleOf(name),
    kind,
    path,
    place: 0,
    parents: parentNames(stream),
    condition: undefined,
    isChild: false,
  }
}

/** The name of a stream, also where it is given as a parameter. */
export function nameOf(stream: unknown): string {
  return scalarText(valueAt(stream, 'name')) ?? textAt(stream, '$parameters', 'name') ?? ''
}

/** Names of the parents of a stream. */
export function parentNames(stream: unknown): string[] {
  const bodies = [
    stream,
    valueAt(stream, 'full_refresh_stream'),
    valueAt(stream, 'stream_template'),
  ]
  const names = bodies.flatMap((body) =>
    routerParents(valueAt(body, 'retriever', 'partition_router')),
  )
  return [...new Set(names)]
}

function routerParents(router: unknown): string[] {
  if (Array.isArray(router)) return router.flatMap(routerParents)
  const inner = valueAt(router, 'underlying_partition_router')
  const several = asList(valueAt(router, 'partition_routers'))
  const own = listAt(router, 'parent_stream_configs').map((parent) =>
    nameOf(valueAt(parent, 'stream')),
  )
  return [
    ...own.filter((name) => name !== ''),
    ...(inner === undefined ? [] : routerParents(inner)),
    ...several.flatMap(routerParents),
  ]
}

/** The order of the sidebar: children stand under their first parent, indented. */
export function inFamilyOrder(entries: readonly StreamEntry[]): StreamEntry[] {
  const names = new Set(entries.map((entry) => entry.name))
  const firstParent = (entry: StreamEntry) =>
    entry.parents.find((name) => names.has(name) && name !== entry.name)
  const ordered: StreamEntry[] = []
  const placed = new Set<StreamEntry>()
  const place = (entry: StreamEntry, isChild: boolean) => {
    if (placed.has(entry)) return
    placed.add(entry)
    ordered.push({ ...entry, isChild })
    for (const child of entries) if (firstParent(child) === entry.name) place(child, true)
  }
  for (const entry of entries) if (firstParent(entry) === undefined) place(entry, false)
  // What is left is a circle of parents; the problems say so.
  for (const entry of entries) place(entry, false)
  return ordered
}

/** The entry a screen means: by name, else by place; or a stream that it makes. */
export function selectedEntry(
  entries: readonly StreamEntry[],
  screen: Screen,
): StreamEntry | undefined {
  if (screen.kind !== 'stream') return undefined
  const here = entries[screen.place]
  const found =
    here?.name === screen.name
      ? here
      : (entries.find((entry) => entry.name === screen.name) ?? here ?? entries.at(-1))
  if (found?.kind !== 'dynamic' || screen.generated === undefined) return found
  const { generated } = screen
  return { ...found, name: generated, title: titleOf(generated), madeBy: found.name }
}

/** Streams that make their slices from a stream. */
export function childrenOf(entries: readonly StreamEntry[], name: string): StreamEntry[] {
  return entries.filter((entry) => entry.name !== name && entry.parents.includes(name))
}

/** `orders` → `orders_copy`, `orders_copy_2`: a name nobody has. */
export function freeName(entries: readonly StreamEntry[], wanted: string): string {
  const taken = new Set(entries.map((entry) => entry.name))
  if (!taken.has(wanted)) return wanted
  for (let count = 2; ; count++) {
    const name = `${wanted}_${count}`
    if (!taken.has(name)) return name
  }
}
