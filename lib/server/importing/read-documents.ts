import type { ImportDocument, RecognisedDocument } from '../../contracts/imports'
import type { ApiFacts } from '../../importers/facts'
import { type FoundSecret, UnreadableImport } from '../../importers/imported'
import type { SpecDocument } from '../../importers/openapi/document'
import { factsFromOpenApi } from '../../importers/openapi/import-openapi'
import { NotOpenApi, parseOpenApi } from '../../importers/openapi/parse'
import { importText, type Recognised, recognise } from '../../importers/registry'
import { ManifestError } from '../../manifest/manifest-error'
import { mergeFacts } from './merge-facts'

/** What documents turned out to be and what they say. */
export interface ReadDocuments {
  readonly recognised: readonly RecognisedDocument[]
  /** Undefined when none of them could be read. */
  readonly facts: ApiFacts | undefined
  /** Values of inputs that stood in the documents. Never sent to a browser. */
  readonly secrets: readonly FoundSecret[]
}

interface ReadOne {
  readonly recognised: RecognisedDocument
  /** OpenAPI documents refer to the same things, so they are read together. */
  readonly spec?: SpecDocument
  readonly facts?: ApiFacts
  readonly secrets?: readonly FoundSecret[]
}

/** Reads documents about one API. A document that cannot be read is said so; the others still count. */
export function readDocuments(documents: readonly ImportDocument[]): ReadDocuments {
  const names = uniqueNames(documents)
  const read = documents.map(({ text }, index) => readOne(text, names[index] ?? 'pasted text'))
  const specs = read.flatMap(({ spec }) => spec ?? [])
  return {
    recognised: read.map(({ recognised }) => recognised),
    facts: mergeFacts([
      ...(specs.length > 0 ? [factsFromOpenApi(specs)] : []),
      ...read.flatMap(({ facts }) => facts ?? []),
    ]),
    secrets: read.flatMap(({ secrets }) => secrets ?? []),
  }
}

function readOne(text: string, name: string): ReadOne {
  try {
    const kind = recognise(text, name)
    if (kind?.kind === 'openapi' || saysOpenApi(text)) return readOpenApi(text, name)
    return readOther(text, name, kind)
  } catch (error) {
    return whyUnread(error, name)
  }
}

function readOther(text: string, name: string, kind: Recognised | undefined): ReadOne {
  if (!kind || kind.kind === 'manifest' || kind.kind === 'url') return unread(name, notKnown)
  const { facts, secrets } = importText(text, name, kind.kind)
  if (facts.streams.length === 0) return unread(name, facts.notes[0] ?? notKnown)
  const count = facts.streams.length
  const calls = `${count.toLocaleString('en')} ${count === 1 ? 'call' : 'calls'}`
  const keys = secrets.length === 0 ? '' : '. Its secrets will be kept encrypted'
  const recognised = { name, title: kind.title, text: `${calls}${keys}`, isRead: true }
  return { recognised, facts, secrets }
}

function whyUnread(error: unknown, name: string): ReadOne {
  if (error instanceof NotOpenApi || error instanceof UnreadableImport) {
    return unread(name, error.message)
  }
  if (!(error instanceof ManifestError)) throw error
  const { message, line, column } = error
  const place = line === undefined || column === undefined ? undefined : { line, column }
  return { recognised: { name, text: message, isRead: false, ...(place && { place }) } }
}

const notKnown = 'Nothing in it describes an API'

function unread(name: string, text: string): ReadOne {
  return { recognised: { name, text, isRead: false } }
}

/** Documents that mean to be OpenAPI but are broken get an answer with line and column. */
function saysOpenApi(text: string): boolean {
  return /^\s*\{?\s*["']?(?:openapi|swagger)["']?\s*:/m.test(text.slice(0, 4_000))
}

function readOpenApi(text: string, name: string): ReadOne {
  const spec = parseOpenApi(text, name)
  const title = `${spec.isSwagger2 ? 'Swagger' : 'OpenAPI'} ${versionOf(spec)}`
  return { spec, recognised: { name, title, text: contentsOf(spec), isRead: true } }
}

function versionOf({ root, isSwagger2 }: SpecDocument): string {
  const version = String(isSwagger2 ? root.swagger : root.openapi)
  return version.slice(0, 20)
}

const methods = new Set(['get', 'post', 'put', 'patch', 'delete', 'head', 'options', 'trace'])

function contentsOf({ root }: SpecDocument): string {
  const paths = Object.values(root.paths as Record<string, unknown>)
  const count = paths.reduce<number>((sum, path) => {
    if (typeof path !== 'object' || path === null) return sum
    return sum + Object.keys(path).filter((key) => methods.has(key)).length
  }, 0)
  return `${count.toLocaleString('en')} ${count === 1 ? 'operation' : 'operations'}`
}

/** Evidence names documents, so two of them never have the same name. */
function uniqueNames(documents: readonly ImportDocument[]): string[] {
  const taken = new Set<string>()
  return documents.map(({ name }, index) => {
    const wanted = name ?? (documents.length === 1 ? 'pasted text' : `pasted text ${index + 1}`)
    let free = wanted
    for (let count = 2; taken.has(free); count += 1) free = `${wanted} (${count})`
    taken.add(free)
    return free
  })
}
