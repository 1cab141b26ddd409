import type { Claim, RefusedClaim } from '../../assistant/claims'
import type { MergedClaims, PlannedQuestion } from '../../assistant/model-run'
import type { Contradiction, ModelPrompt } from '../../contracts/model-imports'
import type { ApiFacts, Evidence, StreamFacts } from '../../importers/facts'
import { evidenceView, foundStream } from './findings'

const contradictionsMax = 20

/** What a model found over the rules, as a person is shown it. */
export function modelFindings(byRules: ApiFacts, { facts, used, refused }: MergedClaims) {
  const changed = facts.streams.filter((stream, index) => stream !== byRules.streams[index])
  return {
    streams: changed.map(foundStream),
    contradictions: contradictionsOf(facts, refused),
    claims: [...used],
  }
}

/** A question as a person looks at it. */
export function promptView(question: PlannedQuestion): ModelPrompt {
  const { number, title, system, parts, tokens, leftOut } = question
  return { number, title, system, parts: [...parts], tokens, leftOut: [...leftOut] }
}

/** One for each statement and each place that declares otherwise, with the streams it is about. */
function contradictionsOf(facts: ApiFacts, refused: readonly RefusedClaim[]): Contradiction[] {
  const byName = new Map(facts.streams.map((stream) => [stream.name, stream]))
  const all = new Map<string, Contradiction>()
  for (const { claim, stream: name, code } of refused) {
    const stream = byName.get(name)
    if (code !== 'contradicts' || !stream) continue
    const [declared] = evidenceOf(stream, claim.fact.kind)
    const key = JSON.stringify([claim.fact.kind, claim.source, declared?.pointer])
    const known = all.get(key)
    all.set(key, {
      topic: topics[claim.fact.kind],
      streams: [...(known?.streams ?? []), stream.title],
      claimed: evidenceView(claim.source),
      ...(declared && { declared: evidenceView(declared) }),
    })
  }
  return [...all.values()].slice(0, contradictionsMax)
}

const topics: Readonly<Record<Claim['fact']['kind'], string>> = {
  'base-url': 'base URL',
  auth: 'sign-in',
  pagination: 'pages',
  'page-size': 'page size',
  records: 'place of the records',
  key: 'key',
  cursor: 'cursor field',
  parent: 'parent',
}

function evidenceOf(stream: StreamFacts, kind: Claim['fact']['kind']): readonly Evidence[] {
  const { baseUrl, auth, pagination, pageSize, records, key, cursor, variables } = stream
  const facts = {
    'base-url': baseUrl,
    auth,
    pagination,
    'page-size': pageSize,
    records,
    key,
    cursor,
  }
  return (kind === 'parent' ? variables[0] : facts[kind])?.evidence ?? []
}
