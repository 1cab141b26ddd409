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

function search(document: SpecDocument): ProseToken | undefined {
  const stack: { value: unknown; pointer: string }[] = [{ value: document.root, pointer: '' }]
  while (stack.length > 0) {
    const { value, pointer } = stack.pop() ?? { value: undefined, pointer: '' }
    if (Array.isArray(value)) {
      for (const [index, each] of [...value.entries()].reverse()) {
        if (typeof each === 'object' && each !== null) stack.push({ value: each, pointer: `${pointer}/${index}` })
      }
    } else if (isMapping(value)) {
      const token = inDescription(document, value.description, pointer)
      if (token) return token
      for (const key of Object.keys(value).sort().reverse()) {
        const each = value[key]
        const escaped = key.replaceAll('~', '~0').replaceAll('/', '~1')
        if (typeof each === 'object' && each !== null) stack.push({ value: each, pointer: `${pointer}/${escaped}` })
      }
    }
  }
  return undefined
}

function inDescription(document: SpecDocument, text: unknown, pointer: string): ProseToken | undefined {
  const match = typeof text === 'string' ? fieldInProse.exec(text) : null
  if (!match || typeof text !== 'string' || match[1] === undefined) return undefined
  const quote = text.slice(Math.max(0, match.index - 60), match.index + 100)
  const located = { value: text, pointer: `${pointer}/description`, document }
  return { name: match[1], evidence: evidenceOf(located, quote) }
}
