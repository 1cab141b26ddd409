import type { ApiFacts, Evidence, Fact, StreamFacts } from '../importers/facts'
import { type CheckedPlace, checkClaim, checkPlace } from './check-claims'
import { type Claim, claimsMax, type RefusalCode, type RefusedClaim } from './claims'
import type { Sources } from './claims/sources'
import type { MergedClaims } from './model-run'

export interface ClaimsToMerge {
  readonly facts: ApiFacts
  readonly claims: readonly Claim[]
  readonly sources: Sources
  /** Name of the model, shown with what it found. */
  readonly foundBy: string
}

/** Contradictions that are told one by one. */
const contradictionsMax = 10

/** Paging stands before its page size, whatever the order of the claims. */
const order = ['base-url', 'auth', 'records', 'pagination', 'page-size', 'key', 'cursor', 'parent']

/**
 * Facts with the claims that hold. A claim fills what the documents leave open, never replaces what the
 * rules are sure of, and is never more than likely itself. Where it contradicts something certain, a
 * note tells both places. Of two claims about one thing the first that holds counts. The claims that
 * were used give the same facts again.
 */
export function mergeClaims({ facts, claims, sources, foundBy }: ClaimsToMerge): MergedClaims {
  const merge = new Merge(facts, sources, foundBy)
  for (const claim of sorted(claims.slice(0, claimsMax))) merge.add(claim)
  return {
    facts: merge.facts(facts),
    used: claims.filter((claim) => merge.used.has(claim)),
    refused: merge.refused,
  }
}

class Merge {
  readonly used = new Set<Claim>()
  readonly refused: RefusedClaim[] = []
  readonly #streams: Map<string, StreamFacts>
  readonly #sources: Sources
  readonly #foundBy: string
  readonly #taken = new Set<string>()
  readonly #notes = new Set<string>()

  constructor({ streams }: ApiFacts, sources: Sources, foundBy: string) {
    this.#streams = new Map(streams.map((stream) => [stream.name, stream]))
    this.#sources = sources
    this.#foundBy = foundBy
  }

  add(claim: Claim): void {
    const place = checkPlace(claim, this.#sources)
    for (const name of new Set(claim.streams)) {
      const code = typeof place === 'string' ? place : this.#addTo(name, claim, place)
      if (code) this.refused.push({ claim, stream: name, code })
    }
  }

  facts(facts: ApiFacts): ApiFacts {
    const streams = facts.streams.map((each) => this.#streams.get(each.name) ?? each)
    return { ...facts, streams, notes: [...facts.notes, ...fewer([...this.#notes])] }
  }

  #addTo(name: string, claim: Claim, place: CheckedPlace): RefusalCode | undefined {
    const { fact } = claim
    const slot = `${name} ${fact.kind} ${fact.kind === 'parent' ? fact.variable : ''}`
    if (this.#taken.has(slot)) return 'known-better'
    const about = { name, streams: this.#streams, sources: this.#sources, foundBy: this.#foundBy }
    const checked = checkClaim(claim, { ...about, place })
    const stream = this.#streams.get(name)
    if (typeof checked === 'string') {
      if (checked === 'contradicts' && stream) {
        this.#notes.add(contradiction(stream, claim, this.#foundBy))
      }
      return checked
    }
    this.#taken.add(slot)
    this.#streams.set(name, checked)
    this.used.add(claim)
    return undefined
  }
}

function sorted(claims: readonly Claim[]): Claim[] {
  return claims.toSorted(
    (one, other) => order.indexOf(one.fact.kind) - order.indexOf(other.fact.kind),
  )
}

function fewer(notes: readonly string[]): string[] {
  const rest = notes.length - contradictionsMax
  if (rest <= 0) return [...notes]
  return [...notes.slice(0, contradictionsMax), `${rest} more contradictions are not listed.`]
}

const topics: Readonly<Record<Claim['fact']['kind'], string>> = {
  'base-url': 'another base URL',
  auth: 'another authentication',
  pagination: 'other pages',
  'page-size': 'another page size',
  records: 'another place of the records',
  key: 'another primary key',
  cursor: 'another cursor field',
  parent: 'another parent',
}

function contradiction(stream: StreamFacts, claim: Claim, foundBy: string): string {
  const { fact, source } = claim
  const [own] = ownEvidence(stream, fact.kind)
  const declared = own ? ` The document declares it at ${placeOf(own)}.` : ''
  return `${stream.name}: ${foundBy} reads ${topics[fact.kind]} at ${placeOf(source)}.${declared} What is declared was kept.`
}

const placeOf = ({ document, pointer }: Pick<Evidence, 'document' | 'pointer'>) =>
  `${document} ${pointer}`

function ownEvidence(stream: StreamFacts, kind: Claim['fact']['kind']): readonly Evidence[] {
  const fact: Fact<unknown> | undefined = {
    'base-url': stream.baseUrl,
    auth: stream.auth,
    pagination: stream.pagination,
    'page-size': stream.pageSize,
    records: stream.records,
    key: stream.key,
    cursor: stream.cursor,
    parent: stream.variables[0],
  }[kind]
  return fact?.evidence ?? []
}
