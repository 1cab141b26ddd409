import type { EvidenceView, Findings, FoundStream } from '../../contracts/imports'
import type {
  ApiFacts,
  Confidence,
  Evidence,
  Fact,
  Pagination,
  StreamFacts,
  TokenSource,
} from '../../importers/facts'
import type { FoundSecret } from '../../importers/imported'

/** Places that are shown for one fact. */
export const evidencesMax = 3
const quoteCharactersMax = 300

/** Facts as a person is shown them. */
export function findingsOf(facts: ApiFacts, secrets: readonly FoundSecret[]): Findings {
  return {
    title: facts.title,
    streams: facts.streams.map(foundStream),
    notes: [...facts.notes],
    secrets: [...new Set(secrets.map(({ input }) => input))],
  }
}

/** One stream with what is known of it. */
export function foundStream(stream: StreamFacts): FoundStream {
  const { name, title, document, method, path, isList, isSelected } = stream
  const { baseUrl, auth, pagination, pageSize, records, key, cursor, variables } = stream
  const sources = variables.map(({ value }) => value.source)
  return {
    name,
    title,
    document,
    method,
    path,
    isList,
    isSelected,
    parents: sources.flatMap((source) => (source.kind === 'parent' ? [source.stream] : [])),
    inputs: sources.flatMap((source) => (source.kind === 'input' ? [source.input.name] : [])),
    confidence: leastOf([baseUrl, auth, pagination, records, key, ...variables]),
    evidence: evidenceView(stream.evidence),
    baseUrl: withValue(baseUrl, baseUrl.value.template),
    authentication: withValue(
      auth,
      auth.value.map((alternative) => alternative.title),
    ),
    pages: {
      ...withValue(pagination, pagesOf(pagination.value, pageSize.value?.value)),
      evidence: [...pagination.evidence, ...pageSize.evidence]
        .slice(0, evidencesMax)
        .map(evidenceView),
    },
    records: withValue(records, [...records.value]),
    key: withValue(key, [...key.value]),
    cursor: withValue(cursor, cursor.value?.field ?? null),
  }
}

function withValue<Value>({ confidence, evidence, foundBy }: Fact<unknown>, value: Value) {
  return {
    value,
    confidence,
    evidence: evidence.slice(0, evidencesMax).map(evidenceView),
    ...(foundBy !== undefined && { foundBy }),
  }
}

/** A place as a person is shown it. */
export function evidenceView({ document, pointer, quote }: Evidence): EvidenceView {
  const isLong = quote.length > quoteCharactersMax
  return { document, pointer, quote: isLong ? `${quote.slice(0, quoteCharactersMax)}…` : quote }
}

function pagesOf(pagination: Pagination, size: number | undefined) {
  const sized = size === undefined ? {} : { size }
  switch (pagination.kind) {
    case 'none':
      return { kind: pagination.kind }
    case 'page':
    case 'offset':
      return { kind: pagination.kind, token: pagination.token.name, ...sized }
    case 'cursor': {
      const { token, from } = pagination
      return { kind: pagination.kind, token: token.name, from: sourceText(from), ...sized }
    }
    case 'next-url': {
      const { from } = pagination
      const place = from.in === 'link' ? 'header Link' : from.path.join('.')
      return { kind: pagination.kind, from: place, ...sized }
    }
  }
}

function sourceText(source: TokenSource): string {
  switch (source.in) {
    case 'body':
      return [...source.path, ...(source.inside === undefined ? [] : [source.inside])].join('.')
    case 'header':
      return `header ${source.name}`
    case 'last-record':
      return `${source.path.join('.')} of the last record`
  }
}

const order: readonly Confidence[] = ['guess', 'likely', 'certain']

function leastOf(facts: readonly Fact<unknown>[]): Confidence {
  const known = facts.map(({ confidence }) => confidence)
  return order.find((level) => known.includes(level)) ?? 'unknown'
}
