import type { Fact, Pagination } from '../facts'
import { at, evidenceOf, type Located, rootOf } from './document'
import type { Operation } from './operations'

/** Ways of paging as texts call them. */
const spoken: readonly (readonly [ways: readonly Pagination['kind'][], words: RegExp])[] = [
  [
    ['cursor', 'next-url'],
    /\b(cursor|token|keyset|seek)[- ](based )?pagin\w+|paginat\w+ (is|uses|with|by|via) (a |an )?(cursor|opaque token)s?\b/i,
  ],
  [
    ['offset'],
    /\boffset[- ](based )?pagin\w+|\boffset[- ]based\b|paginat\w+ (is|uses|with|by|via) (a |an )?offsets?\b/i,
  ],
  [
    ['page'],
    /\bpage[- ](number )?based\b|\bpage[- ]number pagin\w+|paginat\w+ (is|uses|with|by|via) (a )?page numbers?\b/i,
  ],
]

/**
 * The way of paging with what the texts say against it: both are shown, and neither is certain. A
 * text that names several ways contradicts none.
 */
export function withContradiction(fact: Fact<Pagination>, operation: Operation): Fact<Pagination> {
  const { kind } = fact.value
  if (kind === 'none' || fact.confidence === 'unknown') return fact
  const root = rootOf(operation.document)
  const texts = [at(operation.located, 'description'), at(root, 'info', 'description')]
  for (const text of texts) {
    const other = text && otherWay(text, kind)
    if (other) {
      const confidence = fact.confidence === 'certain' ? 'likely' : fact.confidence
      return { ...fact, confidence, evidence: [...fact.evidence, evidenceOf(text, other)] }
    }
  }
  return fact
}

/** The words around the one other way that a text names. */
function otherWay({ value }: Located, kind: Pagination['kind']): string | undefined {
  if (typeof value !== 'string') return undefined
  const named = spoken.flatMap(([ways, words]) => {
    const index = value.search(words)
    return index < 0 ? [] : [{ ways, index }]
  })
  const [only] = named
  if (!only || named.length > 1 || only.ways.includes(kind)) return undefined
  return value.slice(Math.max(0, only.index - 40), only.index + 100)
}
