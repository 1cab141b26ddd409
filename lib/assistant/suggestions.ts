import type { ApiFacts, Confidence, Evidence, Fact, StreamFacts } from '../importers/facts'
import type { Part } from './manifest-auth'
import { usedCursor } from './manifest-stream'

/** A place that speaks for a suggestion, or against it. */
export interface SuggestionEvidence extends Evidence {
  readonly isAgainst?: boolean | undefined
}

/** A fact turned into a change of the manifest that a person may accept. */
export interface Suggestion {
  /** JSON pointer into the resolved manifest. */
  readonly path: string
  readonly value: unknown
  readonly title: string
  readonly confidence: Exclude<Confidence, 'unknown'>
  readonly evidence: readonly SuggestionEvidence[]
  /** Name of the model that found it; rules found what has none. */
  readonly foundBy?: string | undefined
}

/** Every fact that the manifest rests on, with its place there. Unknown facts suggest nothing. */
export function suggestionsFrom(facts: ApiFacts, resolved: Part): Suggestion[] {
  return facts.streams.flatMap((stream, index) => ofStream(stream, `/streams/${index}`, resolved))
}

function ofStream(stream: StreamFacts, at: string, resolved: Part): Suggestion[] {
  const { name } = stream
  const say = (
    path: string,
    fact: Fact<unknown>,
    title: string,
    needsValue = true,
  ): Suggestion[] => {
    const value = valueAtPointer(resolved, `${at}${path}`)
    const { confidence, evidence, foundBy } = fact
    if (confidence === 'unknown' || evidence.length === 0 || (needsValue && value === undefined))
      return []
    return [
      {
        path: `${at}${path}`,
        value: value ?? null,
        title: `${name}: ${title}`,
        confidence,
        evidence,
        ...(foundBy !== undefined && { foundBy }),
      },
    ]
  }
  const variable = stream.variables.find(({ value }) =>
    ['parent', 'list'].includes(value.source.kind),
  )
  return [
    ...say('/retriever/requester/url_base', stream.baseUrl, 'base URL'),
    ...say('/retriever/requester/authenticator', stream.auth, 'authentication'),
    ...paging(stream, say),
    ...say(
      '/retriever/record_selector/extractor/field_path',
      stream.records,
      'where the records are',
    ),
    ...say('/primary_key', stream.key, 'primary key'),
    ...(usedCursor(stream)
      ? say('/incremental_sync/cursor_field', stream.cursor, 'cursor field')
      : []),
    ...(variable ? say('/retriever/partition_router', variable, 'partitions') : []),
    ...say('/schema_loader/schema', stream.schema, 'schema, as declared'),
  ]
}

type Say = (path: string, fact: Fact<unknown>, title: string, needsValue?: boolean) => Suggestion[]

function paging({ pagination, pageSize }: StreamFacts, say: Say): Suggestion[] {
  if (pagination.value.kind === 'none')
    return say('/retriever/paginator', pagination, 'one page', false)
  return [
    ...say('/retriever/paginator/pagination_strategy', pagination, 'pages'),
    ...say('/retriever/paginator/page_token_option', pagination, 'token of the next page'),
    ...say('/retriever/paginator/page_size_option', sizeName(pageSize), 'page size'),
  ]
}

/** The name of the parameter is surer than the number that is put into it. */
function sizeName(fact: StreamFacts['pageSize']): StreamFacts['pageSize'] {
  return fact.confidence === 'guess' ? { ...fact, confidence: 'likely' } : fact
}

function valueAtPointer(root: unknown, pointer: string): unknown {
  return pointer
    .split('/')
    .slice(1)
    .reduce<unknown>((value, key) => (value as Part | undefined)?.[key], root)
}
