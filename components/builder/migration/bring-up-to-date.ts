import type { ManifestPath } from '@/lib/engine/path'
import type { Json, JsonObject } from '@/lib/engine/values/value'
import { ManifestDocument } from '@/lib/manifest/manifest-document'
import type { ManifestEdits } from '@/lib/manifest/manifest-edits'
import { migrateManifest } from '@/lib/manifest/migrate'
import { type ResolvedManifest, resolveManifest } from '@/lib/manifest/refs'
import { asObject, fingerprint, typeOf, valueAt } from '../manifest-values'
import { changeOf } from '../saving/merge-texts'

/** What would change at one place of the text. */
export interface PlaceChange {
  readonly path: ManifestPath
  readonly before: readonly string[]
  readonly after: readonly string[]
}

export type UpdatePlan =
  | {
      readonly kind: 'changes'
      readonly changes: readonly PlaceChange[]
      readonly apply: (document: ManifestDocument) => void
    }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'refused'; readonly why: string }

/** A value to write, or to remove; `rename` and `body` keep the text of the value, with its comments. */
type Edit =
  | {
      readonly kind: 'body'
      readonly path: ManifestPath
      readonly value: Json
      readonly text: string
    }
  | { readonly kind: 'set'; readonly path: ManifestPath; readonly value: Json }
  | { readonly kind: 'remove'; readonly path: ManifestPath }
  | {
      readonly kind: 'rename'
      readonly path: ManifestPath
      readonly key: string
      readonly value?: Json
    }

const bodyFields = ['request_body_json', 'request_body_data']

/**
 * How older ways of writing become the present ones, field by field, so that comments and order stay.
 * Nothing is offered unless the text that comes of it reads exactly as the migration of the reference.
 *
 * @param migratedAt ISO time for the notes in the manifest
 */
export function planUpdate(document: ManifestDocument, migratedAt: string): UpdatePlan {
  const { manifest, text } = document.getSnapshot()
  const whole = asObject(manifest) as JsonObject | undefined
  if (whole === undefined) return { kind: 'nothing' }
  try {
    const before = resolveManifest(whole)
    const target = migrateManifest(before.resolved, migratedAt)
    if (target === before.resolved) return { kind: 'nothing' }
    const edits = editsFor(document, before, target)
    if (edits.length === 0) return { kind: 'nothing' }
    const scratch = new ManifestDocument(text)
    write(scratch, edits, target)
    const after = resolveManifest(scratch.getSnapshot().manifest as JsonObject).resolved
    if (readingOf(after) !== readingOf(target)) return refused
    return {
      kind: 'changes',
      changes: changesOf(edits, document, scratch),
      apply: (to) => write(to, edits, target),
    }
  } catch (error) {
    return { kind: 'refused', why: error instanceof Error ? error.message : String(error) }
  }
}

const refused: UpdatePlan = {
  kind: 'refused',
  why: 'Parts are shared or given as parameters in a way that one change cannot follow. The list of problems has a fix for each place that can be changed alone.',
}

/** What streams read: definitions count only where they are used, notes not at all. */
function readingOf({ definitions: _, metadata: _notes, ...rest }: JsonObject): string {
  return fingerprint(sorted(rest))
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  const object = asObject(value)
  if (object === undefined) return typeof value === 'bigint' ? `${value}n` : value
  return Object.fromEntries(
    Object.keys(object)
      .toSorted()
      .map((key) => [key, sorted(object[key])]),
  )
}

function editsFor(
  document: ManifestDocument,
  before: ResolvedManifest,
  target: JsonObject,
): readonly Edit[] {
  const edits = new Map<string, Edit>()
  for (const path of requestersIn(before.resolved, [])) {
    const old = asObject(valueAt(before.resolved, ...path)) as JsonObject
    const next = asObject(valueAt(target, ...path)) as JsonObject
    for (const edit of editsOf({ path, old, next, document }, before)) {
      // Definitions are visited through their users; the first word counts and the check decides.
      const key = JSON.stringify(edit.path)
      if (!edits.has(key)) edits.set(key, edit)
    }
  }
  return [...edits.values()]
}

interface Requester {
  readonly path: ManifestPath
  readonly old: JsonObject
  readonly next: JsonObject
  readonly document: ManifestDocument
}

function editsOf(requester: Requester, origins: ResolvedManifest): Edit[] {
  return [...addressEdits(requester, origins), ...bodyEdits(requester, origins)]
}

/** The address takes the place of the older field that stands with the requester itself. */
function addressEdits({ path, old, next }: Requester, { originOf }: ResolvedManifest): Edit[] {
  const own = originOf(path)
  const at = (key: string) => originOf([...path, key])
  const isOwn = (key: string) => old[key] !== undefined && String(at(key)) === String([...own, key])
  const older = ['url_base', 'path'].filter((key) => old[key] !== undefined)
  const { url } = next
  if (older.length === 0 || url === undefined) return []
  const carrier = isOwn('url') ? undefined : older.find(isOwn)
  const edits = older.flatMap((key): Edit[] => {
    if (key === carrier) return [{ kind: 'rename', path: at(key), key: 'url', value: url }]
    // A shared address stays shared: those that add nothing of their own go on to inherit it.
    if (key === 'url_base' && !isOwn(key)) return [{ kind: 'rename', path: at(key), key: 'url' }]
    return [{ kind: 'remove', path: at(key) }]
  })
  const isNew = carrier === undefined && (isOwn('url') || old.path !== undefined)
  return isNew && old.url !== url
    ? [{ kind: 'set', path: [...own, 'url'], value: url }, ...edits]
    : edits
}

function bodyEdits(
  { path, old, next, document }: Requester,
  { originOf }: ResolvedManifest,
): Edit[] {
  const body = next.request_body
  return bodyFields
    .filter((key) => old[key] !== undefined && next[key] === undefined && body !== undefined)
    .map((key): Edit => {
      const at = originOf([...path, key])
      return { kind: 'body', path: at, value: body as Json, text: writtenAt(document, at) }
    })
}

/** The text of a value with the comment behind its last line. */
function writtenAt(document: ManifestDocument, path: ManifestPath): string {
  const { text } = document.getSnapshot()
  const end = document.rangeOf(path)?.value.to
  const comment =
    end === undefined ? undefined : /^[ \t]+#[^\n\r]*/.exec(text.slice(end, end + 500))
  return `${document.textOf(path) ?? ''}${comment?.[0] ?? ''}`
}

/** Every requester outside of definitions. */
function requestersIn(value: unknown, path: ManifestPath): ManifestPath[] {
  if (Array.isArray(value)) {
    return value.flatMap((each, index) => requestersIn(each, [...path, index]))
  }
  const object = asObject(value)
  if (object === undefined) return []
  const inner = Object.entries(object).flatMap(([key, each]) =>
    path.length === 0 && key === 'definitions' ? [] : requestersIn(each, [...path, key]),
  )
  return typeOf(object) === 'HttpRequester' ? [path, ...inner] : inner
}

/** Writes all of it as one undo step. */
function write(document: ManifestDocument, edits: readonly Edit[], target: JsonObject): void {
  document.transact('Bring up to date', (to) => {
    for (const edit of edits) writeOne(to, edit)
    const notes = valueAt(target, 'metadata', 'applied_migrations')
    if (notes !== undefined) to.set(['metadata', 'applied_migrations'], notes)
  })
}

function writeOne(to: ManifestEdits, edit: Edit): void {
  if (edit.kind === 'set') to.set(edit.path, edit.value)
  else if (edit.kind === 'remove') to.remove(edit.path)
  else if (edit.kind === 'rename') {
    to.rename(edit.path, edit.key)
    if (edit.value !== undefined) to.set([...edit.path.slice(0, -1), edit.key], edit.value)
  } else writeBody(to, edit)
}

/** The old body becomes the value of the new one, as it was typed where that can be. */
function writeBody(
  to: ManifestEdits,
  { path, value, text }: Extract<Edit, { kind: 'body' }>,
): void {
  const here = [...path.slice(0, -1), 'request_body']
  to.rename(path, 'request_body')
  const isBlock = asObject(valueAt(value, 'value')) !== undefined && !/^[{&*!]/.test(text)
  if (isBlock) {
    const indented = text.replace(/^(?=.)/gm, '  ')
    to.replaceNode(here, `type: ${typeOf(value)}\nvalue:\n${indented}`)
  }
  // What was typed in another way is written anew; else this finds nothing to change.
  to.set(here, value)
}

function changesOf(
  edits: readonly Edit[],
  before: ManifestDocument,
  after: ManifestDocument,
): PlaceChange[] {
  const places = new Map(edits.map(({ path }) => [String(path.slice(0, -1)), path.slice(0, -1)]))
  return [...places.values()].flatMap((path) => {
    const old = before.textOf(path)?.split('\n') ?? []
    const change = changeOf(old, after.textOf(path)?.split('\n') ?? [])
    if (change === undefined) return []
    return [{ path, before: old.slice(change.from, change.to), after: change.lines }]
  })
}
