import type { ManifestPath } from '@/lib/engine/path'
import { asList, listAt, scalarText, textAt, typeOf, valueAt } from '../manifest-values'
import { durationWords, perDuration } from './durations'
import {
  chip,
  customSentence,
  cut,
  join,
  joinUpTo,
  listed,
  type Sentence,
  say,
  valueChip,
} from './sentence'

const place = ['retriever', 'requester', 'error_handler'] as const
const usualRetries = '5'

/** What is done about responses that are no success, and how fast calls may come. */
export function errorsSentence(stream: unknown, manifest?: unknown): Sentence {
  const retriever = valueAt(stream, 'retriever')
  const key = typeOf(retriever) === 'AsyncRetriever' ? 'creation_requester' : 'requester'
  const handler = valueAt(retriever, key, 'error_handler')
  const rules = rulesOf(handler, place)
  const budget = budgetSentence(valueAt(manifest, 'api_budget'))
  return join([rules, budget], '; ')
}

function rulesOf(handler: unknown, at: ManifestPath): Sentence {
  if (typeOf(handler) === 'CompositeErrorHandler') {
    const [first, ...rest] = listAt(handler, 'error_handlers')
    const start = rulesOf(first, [...at, 'error_handlers', 0])
    if (rest.length === 0) return start
    return say`${start} and ${rest.length} more ${rest.length === 1 ? 'rule' : 'rules'}`
  }
  const custom = customSentence(handler, at)
  if (custom !== undefined) return custom
  const wait = backoffWords(valueAt(handler, 'backoff_strategies'), at)
  const retries = scalarText(valueAt(handler, 'max_retries')) ?? usualRetries
  const filters = listAt(handler, 'response_filters')
  if (filters.length === 0) return usual(wait, retries)
  const sentences = filters.map((filter, index) =>
    filterSentence(filter, { wait, retries, at: [...at, 'response_filters', index] }),
  )
  return startWith(joinUpTo(sentences, '; ', sentences.length > 2 ? ' rules' : ''))
}

function usual(wait: Sentence | undefined, retries: string): Sentence {
  const waiting = wait === undefined ? '' : say`, wait ${wait}`
  return say`Retry 429 and 5xx${waiting}, up to ${retries} times`
}

function startWith(sentence: Sentence): Sentence {
  const [first, ...rest] = sentence
  if (first?.kind !== 'text') return sentence
  return [{ ...first, text: first.text.charAt(0).toUpperCase() + first.text.slice(1) }, ...rest]
}

interface Rule {
  readonly wait: Sentence | undefined
  readonly retries: string
  readonly at: ManifestPath
}

const actionWords: Readonly<Record<string, string>> = {
  IGNORE: 'ignore',
  FAIL: 'stop on',
  SUCCESS: 'accept',
  REFRESH_TOKEN_THEN_RETRY: 'sign in again on',
  RESET_PAGINATION: 'begin the pages again on',
}

function filterSentence(filter: unknown, rule: Rule): Sentence {
  const when = whenWords(filter, rule.at)
  const action = textAt(filter, 'action') ?? 'RETRY'
  if (action === 'RETRY' || action === 'RATE_LIMITED') {
    const waiting = rule.wait === undefined ? say`try again` : say`wait ${rule.wait}`
    const end =
      action === 'RATE_LIMITED' ? ', as often as it takes' : `, up to ${rule.retries} times`
    return say`on ${when} ${waiting}${end}`
  }
  return say`${actionWords[action] ?? `${action.toLowerCase().replace(/_/g, ' ')} on`} ${when}`
}

function whenWords(filter: unknown, at: ManifestPath): Sentence {
  const codes = asList(valueAt(filter, 'http_codes')).map((code, index) =>
    valueChip(String(code), [...at, 'http_codes', index]),
  )
  const predicate = scalarText(valueAt(filter, 'predicate'))
  const contains = scalarText(valueAt(filter, 'error_message_contains'))
  const ways = [
    codes.length > 0 ? listed(codes, 3) : undefined,
    contains === undefined ? undefined : say`“${cut(contains, 32)}”`,
    predicate === undefined ? undefined : say`${chip(predicate, [...at, 'predicate'])}`,
  ]
  const words = join(ways, ' or ')
  return words.length === 0 ? say`${chip(undefined, [...at, 'http_codes'])}` : words
}

function backoffWords(strategies: unknown, at: ManifestPath): Sentence | undefined {
  const [first] = asList(strategies)
  const here = [...at, 'backoff_strategies', 0]
  switch (typeOf(first)) {
    case 'ConstantBackoffStrategy':
      return say`${scalarText(valueAt(first, 'backoff_time_in_seconds')) ?? '?'} s`
    case 'ExponentialBackoffStrategy':
      return say`twice as long each time`
    case 'WaitTimeFromHeader':
      return say`for ${chip(valueAt(first, 'header'), [...here, 'header'])}`
    case 'WaitTimeFromResponse':
      return say`for the time in the response`
    case 'WaitUntilTimeFromHeader':
      return say`until the time in ${chip(valueAt(first, 'header'), [...here, 'header'])}`
    default:
      return customSentence(first, here)
  }
}

function budgetSentence(budget: unknown): Sentence | undefined {
  const sentences = listAt(budget, 'policies').flatMap((policy) => policySentence(policy) ?? [])
  const first = sentences[0]
  if (first === undefined) return undefined
  const left = sentences.length - 1
  return left === 0 ? [first] : say`${first} and ${left} more ${left === 1 ? 'limit' : 'limits'}`
}

function policySentence(policy: unknown): Sentence | undefined {
  const rate = typeOf(policy) === 'FixedWindowCallRatePolicy' ? policy : listAt(policy, 'rates')[0]
  const count = scalarText(valueAt(rate, 'call_limit') ?? valueAt(rate, 'limit'))
  if (count === undefined) return undefined
  const period = textAt(rate, 'period') ?? textAt(rate, 'interval')
  const path = textAt(listAt(policy, 'matchers')[0], 'url_path_pattern')
  const per =
    perDuration(period) ?? (period === undefined ? '' : (durationWords(period) ?? `in ${period}`))
  const words = say`${count} requests ${per}`
  return path === undefined || path === '' ? words : say`${words} for ${valueChip(cut(path, 32))}`
}
