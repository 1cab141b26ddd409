import type { Confidence, Evidence, Fact, StreamFacts } from '../../importers/facts'
import type { Operation, Parameter } from '../../importers/openapi/operations'
import { viewAtPath } from '../../importers/openapi/paging-signals'
import { itemView, propertiesOf, type SchemaView } from '../../importers/openapi/schema-view'
import type { ClaimedFact, RefusalCode } from '../claims'
import { callOf, type Source, type Sources } from './sources'
import { hasTemplate, holdsName, isPlainName } from './words'

/** All that a claim about one stream is checked against. */
export interface ClaimContext {
  readonly stream: StreamFacts
  readonly streams: ReadonlyMap<string, StreamFacts>
  readonly sources: Sources
  /** The operation of the stream, when a specification describes it. */
  readonly operation: Operation | undefined
  readonly source: Source
  readonly evidence: Evidence
  /** Everything that is written at the place. */
  readonly words: string
  readonly foundBy: string
}

/** A stream with the claim in it, or why not. */
export type Checked = StreamFacts | RefusalCode

/** The operation that a stream is. */
export function operationOf(stream: StreamFacts, sources: Sources): Operation | undefined {
  const source = sources.get(stream.document)
  return source?.kind === 'specification' ? source.operations.get(callOf(stream)) : undefined
}

/** A fact with a claimed value. A model is never certain. */
export function claimed<T>(
  { evidence, foundBy }: ClaimContext,
  value: T,
  confidence: Extract<Confidence, 'likely' | 'guess'>,
): Fact<T> {
  return { value, confidence, evidence: [evidence], foundBy }
}

/** The parameter that a name and place mean. */
export function parameterOf(
  { operation }: ClaimContext,
  { in: place, name }: { readonly in: string; readonly name: string },
): Parameter | undefined {
  return operation?.parameters.find((each) => each.in === place && each.name === name)
}

/** The words of the place that speak about a name: they hold it as it is written. */
export function names({ words }: ClaimContext, ...wanted: readonly string[]): boolean {
  return wanted.every((name) => holdsName(words, name))
}

/** The schema of a whole answer; undefined where nothing is declared about what is in it. */
export function responseOf({ operation }: ClaimContext): SchemaView | undefined {
  const response = operation?.response
  return response && response.type !== 'unknown' ? response : undefined
}

/** The schema at a path of an answer, through lists. `undefined` where the answer is not declared. */
export function responseAt(context: ClaimContext, path: readonly string[]) {
  return viewAtPath(responseOf(context), path)
}

/** The declared fields of a record, for the place of records that is known now. */
export function recordFields(context: ClaimContext): ReadonlyMap<string, SchemaView> | undefined {
  const view = responseAt(context, context.stream.records.value)
  const item = view?.type === 'array' ? itemView(view) : view
  const fields = item && propertiesOf(item)
  return fields && fields.size > 0 ? fields : undefined
}

/** Names of fields in the schema that the facts hold, where no specification declares the answer. */
export function knownFields({ stream }: ClaimContext): ReadonlySet<string> {
  const properties = stream.schema.value?.properties
  const isObject = typeof properties === 'object' && properties !== null
  return new Set(isObject ? Object.keys(properties) : [])
}

/** Every text in a value of a claim. */
export function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (typeof value !== 'object' || value === null) return []
  return Object.values(value).flatMap(textsOf)
}

/** Why the texts of a value may not stand in any manifest. */
export function unfit(fact: ClaimedFact): RefusalCode | undefined {
  const texts = textsOf(fact)
  if (texts.some(hasTemplate)) return 'template'
  if (fact.kind === 'base-url') return undefined
  const prefix = fact.kind === 'auth' ? [fact.prefix] : []
  const isFit = texts.every((text) => prefix.includes(text) || isPlainName(text))
  return isFit ? undefined : 'not-plausible'
}
