import type { ManifestPath } from '@/lib/engine/path'
import type { ManifestDocument } from '@/lib/manifest/manifest-document'
import type { ManifestEdits } from '@/lib/manifest/manifest-edits'
import { asObject, listAt, objectAt, scalarText, textAt, titleOf, valueAt } from './manifest-values'
import { resolvedManifest, resolvePath } from './references'

/** A reference to a stream, the way the manifest names it: its definition if it has one. */
export function referenceTo(document: ManifestDocument, path: ManifestPath): string {
  const own = textAt(document.getSnapshot().manifest, ...path, '$ref')
  return own ?? `#/${path.join('/')}`
}

/** A new stream that reads one path, at the address of the first stream and signed in like it. */
export function newStream(manifest: unknown, name: string): Record<string, unknown> {
  const requester = valueAt(manifest, 'streams', 0, 'retriever', 'requester')
  const base = objectAt(manifest, 'definitions', 'base_requester')
  const shared = asObject(requester)
  const start = base
    ? { $ref: '#/definitions/base_requester' }
    : {
        type: 'HttpRequester',
        url_base: scalarText(shared?.url_base) ?? 'https://api.example.com',
        ...(shared?.authenticator !== undefined && { authenticator: shared.authenticator }),
      }
  return {
    type: 'DeclarativeStream',
    name,
    retriever: {
      type: 'SimpleRetriever',
      requester: { ...start, path: `/${name}`, http_method: 'GET' },
      record_selector: {
        type: 'RecordSelector',
        extractor: { type: 'DpathExtractor', field_path: [] },
      },
    },
    schema_loader: {
      type: 'InlineSchemaLoader',
      schema: { type: 'object', additionalProperties: true, properties: {} },
    },
  }
}

/** Adds a stream at the end of the list; gives its place there. */
export function addStream(document: ManifestDocument, name: string): number {
  const { manifest } = document.getSnapshot()
  const place = listAt(manifest, 'streams').length
  document.transact(`Add stream ${titleOf(name)}`, (edits) => {
    edits.insert(['streams'], place, newStream(resolvedManifest(manifest), name))
    const checked = valueAt(manifest, 'check', 'stream_names')
    if (!Array.isArray(checked) && asObject(valueAt(manifest, 'check')) === undefined) {
      edits.set(['check'], { type: 'CheckStream', stream_names: [name] })
    }
  })
  return place
}

/** Copies a stream under another name, right behind it. Definitions it refers to stay shared. */
export function duplicateStream(
  document: ManifestDocument,
  path: ManifestPath,
  name: string,
): void {
  const { manifest } = document.getSnapshot()
  const here = resolvePath(document, path)
  const value = asObject(valueAt(manifest, ...here)) ?? {}
  const list = path.slice(0, -1)
  const index = path.at(-1)
  if (typeof index !== 'number') return
  document.transact(`Duplicate ${titleOf(name)}`, (edits) => {
    edits.insert(resolvePath(document, list), index + 1, withName(value, name))
    shiftReferences(edits, manifest, { list, haveMoved: true }, (place) =>
      place > index ? place + 1 : place,
    )
  })
}

function withName(
  stream: Readonly<Record<string, unknown>>,
  name: string,
): Record<string, unknown> {
  const parameters = objectAt(stream, '$parameters')
  if (stream.name === undefined && parameters?.name !== undefined) {
    return { ...stream, $parameters: { ...parameters, name } }
  }
  return { ...stream, name }
}

/** Renames a stream where its name really stands, in the check and in references by its name. */
export function renameStream(
  document: ManifestDocument,
  path: ManifestPath,
  names: { readonly from: string; readonly to: string },
): void {
  const { manifest } = document.getSnapshot()
  document.transact(`Rename ${titleOf(names.from)} to ${titleOf(names.to)}`, (edits) => {
    const here = resolvePath(document, path)
    const isParameter =
      valueAt(manifest, ...here, 'name') === undefined &&
      valueAt(manifest, ...here, '$parameters', 'name') !== undefined
    edits.set([...here, ...(isParameter ? ['$parameters', 'name'] : ['name'])], names.to)
    for (const [index, each] of listAt(manifest, 'check', 'stream_names').entries()) {
      if (each === names.from) edits.set(['check', 'stream_names', index], names.to)
    }
  })
}

/** Moves a stream in its list; references by number follow. */
export function moveStream(document: ManifestDocument, path: ManifestPath, to: number): void {
  const { manifest } = document.getSnapshot()
  const list = path.slice(0, -1)
  const from = path.at(-1)
  if (typeof from !== 'number' || from === to) return
  document.transact('Reorder streams', (edits) => {
    const written = resolvePath(document, list)
    edits.move(written, from, to)
    const after = moved(listAt(manifest, ...written).length, from, to)
    shiftReferences(edits, manifest, { list, haveMoved: true }, (place) => after.indexOf(place))
  })
}

function moved(length: number, from: number, to: number): number[] {
  const order = Array.from({ length }, (_, index) => index)
  order.splice(to, 0, ...order.splice(from, 1))
  return order
}

export type ChildrenAnswer = 'keep-reading' | 'delete'

/**
 * Deletes a stream. Its children keep reading it as a parent (its text moves to the definitions), or
 * are deleted as well.
 */
export function deleteStream(
  document: ManifestDocument,
  path: ManifestPath,
  fate: {
    readonly name: string
    readonly children: readonly ManifestPath[]
    readonly answer: ChildrenAnswer
  },
): void {
  document.transact(`Delete stream ${titleOf(fate.name)}`, (edits) => {
    const { manifest } = document.getSnapshot()
    const isWritten = textAt(manifest, ...path, '$ref') === undefined
    if (fate.answer === 'keep-reading' && fate.children.length > 0 && isWritten) {
      keepAsDefinition(edits, manifest, path, fate.name)
    }
    const doomed = [path, ...(fate.answer === 'delete' ? fate.children : [])]
    removeFromLists(edits, manifest, doomed)
    removeFromCheck(edits, manifest, fate.name)
  })
}

function keepAsDefinition(
  edits: ManifestEdits,
  manifest: unknown,
  path: ManifestPath,
  name: string,
): void {
  const key = freeKey(objectAt(manifest, 'definitions'), `${name}_stream`)
  edits.set(['definitions', key], valueAt(manifest, ...path))
  for (const [place, reference] of references(manifest)) {
    const rest = under(reference, `#/${path.join('/')}`)
    if (rest !== undefined) edits.set(place, `#/definitions/${key}${rest}`)
  }
}

function freeKey(taken: Readonly<Record<string, unknown>> | undefined, wanted: string): string {
  let key = wanted
  for (let count = 2; taken !== undefined && Object.hasOwn(taken, key); count++)
    key = `${wanted}_${count}`
  return key
}

function removeFromLists(
  edits: ManifestEdits,
  manifest: unknown,
  doomed: readonly ManifestPath[],
): void {
  const lists = new Map(doomed.map((path) => [listKey(path), path.slice(0, -1)]))
  // Inner lists first: what is removed from them leaves the places of outer lists as they are.
  for (const [key, list] of [...lists].toSorted(([, a], [, b]) => b.length - a.length)) {
    const gone = new Set(
      doomed.filter((path) => listKey(path) === key).map((path) => Number(path.at(-1))),
    )
    const kept = listAt(manifest, ...list).flatMap((_, index) => (gone.has(index) ? [] : [index]))
    shiftReferences(edits, manifest, { list, haveMoved: false }, (place) => kept.indexOf(place))
    for (const index of [...gone].toSorted((a, b) => b - a)) edits.remove([...list, index])
  }
}

function listKey(path: ManifestPath): string {
  return path.slice(0, -1).join('/')
}

function removeFromCheck(edits: ManifestEdits, manifest: unknown, name: string): void {
  const names = listAt(manifest, 'check', 'stream_names')
  for (const [index, each] of [...names.entries()].toReversed()) {
    if (each === name && names.length > 1) edits.remove(['check', 'stream_names', index])
  }
}

interface Shift {
  readonly list: ManifestPath
  /** Whether the items stand at their new places already. */
  readonly haveMoved: boolean
}

/** Rewrites `#/streams/3/…` when places in a list change. */
function shiftReferences(
  edits: ManifestEdits,
  manifest: unknown,
  { list, haveMoved }: Shift,
  placeOf: (place: number) => number,
): void {
  const start = `#/${list.join('/')}/`
  for (const [path, reference] of references(manifest)) {
    if (!reference.startsWith(start)) continue
    const [number = '', ...rest] = reference.slice(start.length).split('/')
    const place = placeOf(Number(number))
    if (place < 0 || place === Number(number)) continue
    const at = path[list.length]
    const isInList =
      haveMoved && typeof at === 'number' && list.every((part, index) => path[index] === part)
    const here = isInList ? [...list, placeOf(at), ...path.slice(list.length + 1)] : path
    edits.set(here, `${start}${[place, ...rest].join('/')}`)
  }
}

function under(reference: string, start: string): string | undefined {
  if (reference === start) return ''
  return reference.startsWith(`${start}/`) ? reference.slice(start.length) : undefined
}

/** Every `$ref` of a manifest with its place. */
function references(value: unknown, path: ManifestPath = []): [ManifestPath, string][] {
  if (Array.isArray(value))
    return value.flatMap((each, index) => references(each, [...path, index]))
  const object = asObject(value)
  if (object === undefined) return []
  return Object.entries(object).flatMap(([key, each]): [ManifestPath, string][] =>
    key === '$ref' && typeof each === 'string'
      ? [[[...path, key], each]]
      : references(each, [...path, key]),
  )
}
