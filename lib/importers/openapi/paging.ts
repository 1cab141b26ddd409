import type { Confidence, Fact, PageSize, Pagination } from '../facts'
import { withContradiction } from './contradictions'
import { evidenceOf } from './document'
import { declaredPaging } from './extensions'
import type { Operation } from './operations'
import { pageSizeOf } from './page-size'
import { type PagingParameter, pagingParameters } from './paging-parameters'
import { type Clues, type Found, rules } from './paging-rules'
import { hasSignals, type PagingSignals, pagingSignals } from './paging-signals'
import { propertiesOf, type SchemaView } from './schema-view'

export interface Paging {
  readonly pagination: Fact<Pagination>
  readonly pageSize: Fact<PageSize | undefined>
  /** Parameters that turn pages; they filter nothing. */
  readonly names: ReadonlySet<string>
  readonly parameters: readonly PagingParameter[]
  readonly signals: PagingSignals
  /** The cursor is replaced by the key of the last record once that is known. */
  readonly needsKey?: boolean | undefined
}

/** Where an answer can be had in two ways, neither is certain to be the better one. */
function certainty({ confidence, pagination }: Found, { by, signals }: Clues): Confidence {
  if (confidence !== 'certain') return confidence
  const ways = [
    by('page') || by('offset'),
    signals.urls.length > 0 || signals.tokens.some(({ strength }) => strength < 15),
  ]
  const isDeclared = pagination.kind === 'none'
  return !isDeclared && ways.every(Boolean) ? 'likely' : 'certain'
}

/** How an operation turns pages, as far as it says so itself. */
export function pagingOf(operation: Operation, secrets: ReadonlySet<string>): Paging {
  const parameters = pagingParameters(operation, secrets)
  const signals = pagingSignals(operation.response)
  const clues: Clues = {
    operation,
    secrets,
    by: (role) => parameters.find((each) => each.role === role),
    signals,
    hasLink: hasLinkHeader(operation, parameters),
  }
  const size = clues.by('size')
  const found =
    declaredPaging(operation) ?? rules.map((rule) => rule(clues)).find((each) => each !== undefined)
  const pagination: Fact<Pagination> = found
    ? { value: found.pagination, confidence: certainty(found, clues), evidence: found.evidence }
    : nothing(operation, parameters, signals)
  return {
    pagination: withContradiction(pagination, operation),
    pageSize: pageSizeOf(size?.parameter),
    names: new Set(parameters.map(({ parameter }) => parameter.name)),
    parameters,
    signals,
    needsKey: found?.pagination.kind === 'cursor' && found.pagination.from.in === 'last-record',
  }
}

function nothing(
  operation: Operation,
  parameters: readonly PagingParameter[],
  signals: PagingSignals,
): Fact<Pagination> {
  const isKnown = operation.response && isDescribed(operation.response)
  // Somebody made the request; nobody has said how its answer goes on.
  const isSeen = operation.document.places !== undefined
  const isSeenOnly = isSeen && !isKnown
  const isOpen =
    isSeenOnly || parameters.some((each) => each.role !== 'size') || hasSignals(signals)
  const confidence = isOpen
    ? 'unknown'
    : parameters.length > 0
      ? 'guess'
      : isKnown && !isSeen
        ? 'certain'
        : 'likely'
  return {
    value: { kind: 'none' },
    confidence,
    evidence: [evidenceOf(operation.located, 'no paging declared')],
  }
}

function isDescribed(response: SchemaView): boolean {
  return response.type === 'object' ? propertiesOf(response).size > 0 : response.type !== 'unknown'
}

/** RFC 8288: a Link header that is declared or spoken of. */
function hasLinkHeader(operation: Operation, parameters: readonly PagingParameter[]): boolean {
  if (operation.responseHeaders.some((each) => /^link$/i.test(each))) return true
  const text = [operation.text, ...parameters.map(({ parameter }) => parameter.description)].join(
    '\n',
  )
  return /\blink[`'"]?[ -](response )?headers?\b|rel\s*=\s*["'\\]*next/i.test(text)
}
