import type { StreamFacts } from '../importers/facts'
import type { Claim, ClaimedFact, RefusalCode } from './claims'
import { withAuth, withBaseUrl, withParent } from './claims/access-claim'
import { type Checked, type ClaimContext, operationOf, unfit } from './claims/context'
import { withCursor } from './claims/cursor-claim'
import { withPageSize, withPagination } from './claims/paging-claim'
import { withKey, withRecords } from './claims/record-claim'
import { hasPlace, type Source, type Sources, wordsAt } from './claims/sources'
import { isAddressed, withoutUnseen } from './claims/words'

/** The place that a claim points at, when it says what the claim quotes. */
export interface CheckedPlace {
  readonly source: Source
  readonly words: string
}

/**
 * The place of a claim, or why it is none: the document was not given, the pointer leads nowhere, the
 * quote does not stand there, or the words there talk to a model instead of about an API.
 */
export function checkPlace(claim: Claim, sources: Sources): CheckedPlace | RefusalCode {
  const { document, pointer, quote } = claim.source
  const source = sources.get(document)
  if (!source) return 'no-such-document'
  if (!hasPlace(source, pointer)) return 'no-such-place'
  const words = wordsAt(source, pointer, quote)
  if (words === undefined) return 'quote-not-there'
  return isAddressed(words) ? 'not-plausible' : { source, words }
}

interface StreamOfClaim {
  readonly name: string
  readonly streams: ReadonlyMap<string, StreamFacts>
  readonly sources: Sources
  readonly place: CheckedPlace
  readonly foundBy: string
}

/**
 * A stream with what a claim says about it, or why the claim is not used. Every name in the value has
 * to be declared for the operation or to stand at the place; the kinds say what else has to hold.
 */
export function checkClaim(claim: Claim, about: StreamOfClaim): Checked {
  const { name, streams, sources, place, foundBy } = about
  const stream = streams.get(name)
  if (!stream) return 'no-such-stream'
  const wrong = unfit(claim.fact)
  if (wrong) return wrong
  const { document, pointer, quote } = claim.source
  const context: ClaimContext = {
    stream,
    streams,
    sources,
    operation: operationOf(stream, sources),
    ...place,
    evidence: {
      document,
      pointer,
      quote: withoutUnseen(quote).replaceAll(/\s+/g, ' ').slice(0, 160),
    },
    foundBy,
  }
  return isNear(context) ? withFact(claim.fact, context) : 'not-plausible'
}

/**
 * Whether a place may speak about a stream: places of one operation speak about that operation, shared
 * places about all.
 */
function isNear({ source, evidence, operation, stream }: ClaimContext): boolean {
  if (source.kind === 'text' || !evidence.pointer.startsWith('/paths/')) return true
  if (!operation || source.name !== stream.document) return false
  const [, , path] = evidence.pointer.split('/')
  const [, , own] = operation.pathItem.pointer.split('/')
  if (path !== own) return false
  const method = evidence.pointer.split('/')[3]
  return method === stream.method.toLowerCase() || method === 'parameters' || method === 'servers'
}

function withFact(fact: ClaimedFact, context: ClaimContext): Checked {
  switch (fact.kind) {
    case 'auth':
      return withAuth(fact, context)
    case 'base-url':
      return withBaseUrl(fact, context)
    case 'pagination':
      return withPagination(fact, context)
    case 'page-size':
      return withPageSize(fact, context)
    case 'records':
      return withRecords(fact, context)
    case 'key':
      return withKey(fact, context)
    case 'cursor':
      return withCursor(fact, context)
    case 'parent':
      return withParent(fact, context)
  }
}
