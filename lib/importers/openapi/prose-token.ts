import type { Evidence } from '../facts'
import { evidenceOf, isMapping, type SpecDocument } from './document'

export interface ProseToken {
  /** Name of the response field that a text calls the way to the next page. */
  readonly name: string
  readonly evidence: Evidence
}

const fieldInProse =
  /[`"'](next_?(?:page|cursor|token|page_?token|marker|offset|page_?cursor)|continuation_?token|end_?cursor)[`"']\s+(?:field|property|value|key|attribute|parameter in the response|token|in the response|is|will be)/i

const found = new WeakMap<SpecDocument, ProseToken | undefined>()

/** A field that some description names as the way to the next page: "the `next_page` field". */
export function proseToken(document: SpecDocument): ProseToken | undefined {
  if (!found.has(document)) found.set(document, search(document))
  return found.get(document)
}

interface Place {
  readonly value: unknown
  readonly pointer: string
}

function search(document: SpecDocument): ProseToken | undefined {
  const stack: Place[] = [{ value: document.root, pointer: '' }]
  for (let place = stack.pop(); place; place = stack.pop()) {
    const { value, pointer } = place
    const token = isMapping(value) ? inDescription(document, value.description, pointer) : undefined
    if (token) return token
    stack.push(...childrenOf(place).reverse())
  }
  return undefined
}

/** Mappings and lists inside, in the order of their keys. */
function childrenOf({ value, pointer }: Place): Place[] {
  if (typeof value !== 'object' || value === null) return []
  const keys = Array.isArray(value) ? [...value.keys()].map(String) : Object.keys(value).sort()
  return keys.flatMap((key) => {
    const inner = (value as Record<string, unknown>)[key]
    if (typeof inner !== 'object' || inner === null) return []
    return [
      { value: inner, pointer: `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}` },
    ]
  })
}

function inDescription(
  document: SpecDocument,
  text: unknown,
  pointer: string,
): ProseToken | undefined {
  const match = typeof text === 'string' ? fieldInProse.exec(text) : null
  if (!match || typeof text !== 'string' || match[1] === undefined) return undefined
  const quote = text.slice(Math.max(0, match.index - 60), match.index + 100)
  const located = { value: text, pointer: `${pointer}/description`, document }
  return { name: match[1], evidence: evidenceOf(located, quote) }
}
