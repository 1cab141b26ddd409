import { scalarText, textAt, typeOf, valueAt } from '../manifest-values'
import { durationWords } from './durations'
import {
  chip,
  customSentence,
  join,
  listed,
  type Part,
  type Sentence,
  say,
  valueChip,
} from './sentence'

const place = ['incremental_sync'] as const

/** What a later run reads again, and what it leaves out. */
export function incrementalSentence(stream: unknown): Sentence {
  const cursor = valueAt(stream, 'incremental_sync')
  switch (typeOf(cursor)) {
    case 'DatetimeBasedCursor':
      return datetimeSentence(stream, cursor)
    case 'IncrementingCountCursor':
      return countSentence(cursor)
    default:
      return customSentence(cursor, place) ?? say`None. Every run reads everything`
  }
}

function datetimeSentence(stream: unknown, cursor: unknown): Sentence {
  const start = startChip(cursor, 'start_datetime')
  const field = chip(valueAt(cursor, 'cursor_field'), [...place, 'cursor_field'])
  if (valueAt(cursor, 'is_client_side_incremental') === true) {
    return say`From ${start} on, by ${field}; the API cannot filter, so we drop older ones`
  }
  const lookback = durationWords(textAt(cursor, 'lookback_window'))
  const step = durationWords(textAt(cursor, 'step'))
  return join(
    [
      say`From ${start} on, by ${field}${lookback === undefined ? '' : `, ${lookback} again`}`,
      step === undefined ? undefined : say`; in windows of ${step}`,
      sendSentence(stream, cursor),
    ],
    '',
  )
}

function startChip(cursor: unknown, key: string): Part {
  const value = valueAt(cursor, key)
  const isNested = typeof value === 'object' && value !== null
  return isNested
    ? chip(valueAt(value, 'datetime'), [...place, key, 'datetime'])
    : chip(value, [...place, key])
}

function sendSentence(stream: unknown, cursor: unknown): Sentence | undefined {
  const options = ['start_time_option', 'end_time_option'].flatMap((key) => {
    const name = optionName(valueAt(cursor, key))
    return name === undefined ? [] : [valueChip(name, [...place, key])]
  })
  const sent = options.length > 0 ? options : sentByTemplate(stream)
  if (sent.length === 0) return undefined
  return say`; send it as ${listed(sent, 2)}`
}

function optionName(option: unknown): string | undefined {
  const path = valueAt(option, 'field_path')
  return (
    scalarText(valueAt(option, 'field_name')) ?? (Array.isArray(path) ? path.join('.') : undefined)
  )
}

/** Parameters whose template uses the window: another way to send it. */
function sentByTemplate(stream: unknown): Part[] {
  const at = ['retriever', 'requester', 'request_parameters']
  const params = valueAt(stream, ...at)
  if (typeof params !== 'object' || params === null) return []
  return Object.entries(params)
    .filter(([, value]) => /stream_(interval|slice)/.test(String(value)))
    .map(([name]) => valueChip(name, [...at, name]))
}

function countSentence(cursor: unknown): Sentence {
  const field = chip(valueAt(cursor, 'cursor_field'), [...place, 'cursor_field'])
  const sent = optionName(valueAt(cursor, 'start_value_option'))
  const start = say`After the highest ${field} seen`
  if (sent === undefined) return start
  return say`${start}, sent as ${valueChip(sent, [...place, 'start_value_option'])}`
}
