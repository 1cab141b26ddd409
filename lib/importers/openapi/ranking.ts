import type { Fact, Variable } from '../facts'
import type { Candidate } from './candidate'
import { rawAt } from './document'
import { isVariable, isVersion, segmentsOf } from './words'

/** What decides how useful a stream is likely to be. */
export interface RankContext {
  readonly variables: readonly Fact<Variable>[]
  readonly hasReadOne: boolean
  /** How many streams read their partitions from this one. */
  readonly childCount: number
  readonly depth: number
}

const sideWords =
  /\b(admin|internal|audit|log|logs|search|query|autocomplete|suggest\w*|export|exports|report|reports|setting|settings|config\w*|status|statuses|health|ping|version|schema|metadata|permission|permissions|property|properties|preview|download|count|stats|statistics|analytics|trash|trashed|deleted|archived|picker|bulk|batch|hooks?|webhooks?|enterprise|policy|policies|default|recent|beta|relationships|estimate|validate|lookup)\b/gi

/** A number that puts streams in order of preference. */
export function worthOf(candidate: Candidate, context: RankContext): number {
  const { operation, place, paging, key } = candidate
  const segments = segmentsOf(operation.path)
  const nouns = segments.filter((each) => !isVariable(each) && !isVersion(each))
  const words = nouns.join(' ').replaceAll(/[_-]/g, ' ')
  const side = words.match(sideWords)?.length ?? 0
  const inputs = context.variables.filter(({ value }) => value.source.kind === 'input').length
  return (
    (place.isList ? 40 : 0) +
    (paging.pagination.value.kind === 'none' ? 0 : 12) +
    (context.hasReadOne ? 10 : 0) +
    (key.value.length > 0 ? 4 : 0) +
    Math.min(context.childCount, 8) +
    (operation.method === 'GET' ? 6 : 0) -
    5 * context.depth -
    6 * inputs -
    4 * side -
    2 * nouns.length -
    (operation.isDeprecated ? 30 : 0) -
    (isExperimental(operation.located.value) ? 10 : 0)
  )
}

/** Whether a user gets the stream by default: a list, and none that something newer replaces. */
export function isSelected({ place }: Candidate, isReplaced: boolean): boolean {
  return place.isList && !isReplaced
}

function isExperimental(operation: unknown): boolean {
  const located = {
    value: operation,
    pointer: '',
    document: { name: '', root: {}, isSwagger2: false },
  }
  return ['x-experimental', 'x-beta', 'x-internal'].some((key) => rawAt(located, key) === true)
}
