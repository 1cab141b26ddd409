/** A value of a document with its place. */
export interface Located {
  readonly value: unknown
  readonly pointer: string
  readonly document: SpecDocument
}

export type Mapping = { readonly [key: string]: unknown }

/** A description of an API as it was parsed. */
export interface SpecDocument {
  /** File name, as evidence shows it. */
  readonly name: string
  readonly root: Mapping
  /** Swagger 2.0 keeps servers, bodies and schemes in other places. */
  readonly isSwagger2: boolean
  /**
   * For a description that was made from something else: pointers of its parts with the place that
   * each was made from, the longest counts.
   */
  readonly places?: ReadonlyMap<string, string> | undefined
}

/** Longest chain of references that is followed. */
const referencesMax = 32

/** Whether a value of a document is a mapping: no list, no null. */
export function isMapping(value: unknown): value is Mapping {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The root of a document, located. */
export function rootOf(document: SpecDocument): Located {
  return { value: document.root, pointer: '', document }
}

/** The value under a key or index, with references followed. Undefined when there is none. */
export function at(located: Located | undefined, ...keys: readonly (string | number)[]) {
  let current: Located | undefined = located && followed(located)
  for (const key of keys) {
    if (!current) return undefined
    current = step(current, key)
  }
  return current
}

function step(located: Located, key: string | number): Located | undefined {
  const { value } = located
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined
  const inner = (value as Mapping)[key]
  if (inner === undefined) return undefined
  const pointer = `${located.pointer}/${escapeToken(String(key))}`
  return followed({ value: inner, pointer, document: located.document })
}

/** The value that a reference stands for. References to other files and circles lead nowhere. */
export function followed(located: Located): Located | undefined {
  let current = located
  for (let count = 0; count < referencesMax; count++) {
    if (!isMapping(current.value)) return current
    const reference = current.value.$ref
    if (typeof reference !== 'string') return current
    const next = lookUp(current.document, reference)
    if (!next) return undefined
    current = next
  }
  return undefined
}

/** What references of a document lead to: the same few are followed thousands of times. */
const targets = new WeakMap<SpecDocument, Map<string, Located | undefined>>()

function lookUp(document: SpecDocument, reference: string): Located | undefined {
  let known = targets.get(document)
  if (!known) {
    known = new Map()
    targets.set(document, known)
  }
  if (!known.has(reference)) known.set(reference, target(document, reference))
  return known.get(reference)
}

function target(document: SpecDocument, reference: string): Located | undefined {
  if (!reference.startsWith('#')) return undefined
  let value: unknown = document.root
  const tokens = reference.slice(1).split('/').slice(1).map(unescapeToken)
  for (const token of tokens) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, token))
      return undefined
    value = (value as Mapping)[token]
  }
  const pointer = tokens.map((token) => `/${escapeToken(token)}`).join('')
  return { value, pointer, document }
}

function escapeToken(token: string): string {
  return token.replaceAll('~', '~0').replaceAll('/', '~1')
}

function unescapeToken(token: string): string {
  let text = token
  try {
    text = decodeURIComponent(token)
  } catch {
    // A per cent sign that stands for itself.
  }
  return text.replaceAll('~1', '/').replaceAll('~0', '~')
}

/** Keys of a mapping in the order of their letters, whatever the order in the document. */
export function keysOf(located: Located | undefined): string[] {
  return located && isMapping(located.value) ? Object.keys(located.value).sort() : []
}

/** Items of a list, with references followed. */
export function itemsOf(located: Located | undefined): Located[] {
  if (!located || !Array.isArray(located.value)) return []
  return located.value.flatMap((_, index) => at(located, index) ?? [])
}

/** The text under a key; empty when there is none. */
export function textAt(located: Located | undefined, key: string): string {
  const value = located && isMapping(located.value) ? located.value[key] : undefined
  return typeof value === 'string' ? value : ''
}

/** The value under a key as it is written, without following references. */
export function rawAt(located: Located | undefined, key: string): unknown {
  return located && isMapping(located.value) && Object.hasOwn(located.value, key)
    ? located.value[key]
    : undefined
}

/** The last word of the reference at a place: the name of the schema that is used there. */
export function referenceName(value: unknown): string {
  if (!isMapping(value) || typeof value.$ref !== 'string') return ''
  return unescapeToken(value.$ref.split('/').at(-1) ?? '')
}

/** Evidence for a fact: where it stands and what is written there, cut to a line. */
export function evidenceOf(located: Located, quote?: string) {
  const words = quote ?? describe(located.value)
  return {
    document: located.document.name,
    pointer: located.document.places
      ? original(located.pointer, located.document.places)
      : existing(located),
    quote: words.replaceAll(/\s+/g, ' ').trim().slice(0, 160),
  }
}

function original(pointer: string, places: ReadonlyMap<string, string>): string {
  for (let part = pointer; part !== ''; part = part.slice(0, part.lastIndexOf('/'))) {
    const place = places.get(part)
    if (place !== undefined) return place
  }
  return places.get('') ?? ''
}

/** The pointer as far as the document goes: schemas made of examples have places of their own. */
function existing({ pointer, document }: Located): string {
  let value: unknown = document.root
  let reached = ''
  for (const token of pointer.split('/').slice(1)) {
    const key = token.replaceAll('~1', '/').replaceAll('~0', '~')
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return reached
    value = (value as Mapping)[key]
    reached += `/${token}`
  }
  return reached
}

function describe(value: unknown): string {
  if (!isMapping(value)) return typeof value === 'string' ? value : jsonText(value)
  const name = value.name ?? value.title ?? value.operationId ?? value.type
  const text = typeof value.description === 'string' ? value.description : value.summary
  return [name, text].filter((part) => typeof part === 'string').join(': ')
}

/** A value as JSON, the keys of its mappings in the order of their letters. */
export function jsonText(value: unknown): string {
  const sorted = (_: string, each: unknown): unknown =>
    isMapping(each)
      ? Object.fromEntries(Object.entries(each).sort(([one], [other]) => (one < other ? -1 : 1)))
      : each
  return JSON.stringify(value, sorted) ?? ''
}
