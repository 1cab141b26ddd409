import type { Fact, Variable } from '../facts'
import type { Candidate } from './candidate'
import { keysOf, type Located, rawAt } from './document'
import { propertiesOf } from './schema-view'
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
  const { operation, place, paging, key, cursor } = candidate
  const segments = segmentsOf(operation.path)
  const nouns = segments.filter((each) => !isVariable(each) && !isVersion(each))
  const words = nouns.join(' ').replaceAll(/[_-]/g, ' ')
  const side = words.match(sideWords)?.length ?? 0
  const inputs = context.variables.filter(({ value }) => value.source.kind === 'input').length
  const canAdd = keysOf(operation.pathItem).includes('post')
  return (
    (place.isList ? 40 : 0) +
    (paging.pagination.value.kind === 'none' ? 0 : 12) +
    (context.hasReadOne ? 3 : 0) +
    (canAdd ? 3 : 0) +
    (key.value.length > 0 ? 2 : 0) +
    (cursor.value ? 2 : 0) +
    (cursor.value?.start ? 8 : 0) +
    4 * Math.min(context.childCount, 6) +
    (operation.method === 'GET' ? 6 : 0) -
    8 * context.depth -
    6 * inputs -
    4 * side -
    6 * nouns.length -
    (operation.isDeprecated ? 30 : 0) -
    (isExperimental(operation.located) ? 10 : 0)
  )
}

/**
 * Whether a user gets the stream by default: a list that nothing newer replaces, or one object that
 * has no list, such as the settings of each project.
 */
export function isSelected(
  { place, operation }: Candidate,
  { variables }: RankContext,
  isReplaced: boolean,
): boolean {
  if (isReplaced) return false
  if (place.isList) return true
  const last = segmentsOf(operation.path).at(-1) ?? ''
  const isFree = variables.every(({ value }) => value.source.kind !== 'input')
  const isTechnical =
    /health|ping|version|status|callback|authorize|oauth|login|logout|token|count|schema|openapi|robots|download|export|redirect/i
  const size = place.item ? propertiesOf(place.item).size : 0
  return (
    operation.method === 'GET' && !isVariable(last) && isFree && size > 1 && !isTechnical.test(last)
  )
}

function isExperimental(operation: Located): boolean {
  return ['x-experimental', 'x-beta', 'x-internal'].some((key) => rawAt(operation, key) === true)
}
