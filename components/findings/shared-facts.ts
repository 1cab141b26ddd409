import type { EvidenceView, FoundStream } from '@/lib/contracts/imports'

type SharedKind = 'baseUrl' | 'authentication' | 'pages'
type Confidence = FoundStream['confidence']

/** A fact that several streams have in common. */
export interface SharedFact<Kind extends SharedKind = SharedKind> {
  readonly value: FoundStream[Kind]['value']
  readonly confidence: Confidence
  readonly evidence: readonly EvidenceView[]
  readonly streamCount: number
  /** Name of the model; absent for rules. */
  readonly foundBy?: string | undefined
}

/** Facts of one kind with the number of streams that have each, the most common first. */
export function sharedFacts<Kind extends SharedKind>(
  streams: readonly FoundStream[],
  kind: Kind,
): SharedFact<Kind>[] {
  const groups = new Map<string, SharedFact<Kind>>()
  for (const stream of streams) {
    const { value, confidence, evidence, foundBy } = stream[kind]
    const key = JSON.stringify([value, confidence === 'unknown', foundBy])
    const known = groups.get(key)
    groups.set(key, {
      value,
      confidence: known?.confidence ?? confidence,
      evidence: known && known.evidence.length > 0 ? known.evidence : evidence,
      streamCount: (known?.streamCount ?? 0) + 1,
      ...(foundBy !== undefined && { foundBy }),
    })
  }
  return [...groups.values()].sort((one, other) => other.streamCount - one.streamCount)
}

const namesMax = 3

/** What the documents leave open about the streams that will be read, in sentences. */
export function openQuestions(streams: readonly FoundStream[]): string[] {
  const lists = streams.filter(({ isList }) => isList)
  return [
    ...question(
      'How the next page is asked for',
      lists.filter(({ pages }) => pages.confidence === 'unknown'),
    ),
    ...question(
      'Where the records are',
      streams.filter(({ records }) => records.confidence === 'unknown'),
    ),
    ...question(
      'The key',
      lists.filter(({ key }) => key.value.length === 0),
    ),
    ...question(
      'How to sign in',
      streams.filter(({ authentication }) => authentication.confidence === 'unknown'),
    ),
    ...question(
      'The base URL',
      streams.filter(({ baseUrl }) => baseUrl.confidence === 'unknown'),
    ),
  ]
}

function question(what: string, streams: readonly FoundStream[]): string[] {
  if (streams.length === 0) return []
  const names = streams.slice(0, namesMax).map(({ title }) => title)
  const more = streams.length - names.length
  return [`${what}: ${names.join(', ')}${more > 0 ? ` and ${more} more` : ''}`]
}
