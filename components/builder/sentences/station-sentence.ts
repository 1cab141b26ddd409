import type { StationName } from '@/lib/testread/test-read'
import { typeOf, valueAt } from '../manifest-values'
import { authenticationSentence } from './authentication-sentence'
import { errorsSentence } from './errors-sentence'
import { incrementalSentence } from './incremental-sentence'
import { pagesSentence } from './pages-sentence'
import { dynamicSentence, partitionsSentence } from './partitions-sentence'
import { recordsSentence } from './records-sentence'
import { requestSentence } from './request-sentence'
import { schemaSentence } from './schema-sentence'
import { type Part, type Sentence, say } from './sentence'
import { transformationsSentence } from './transformations-sentence'

const sentences: Readonly<Record<StationName, (stream: unknown, manifest: unknown) => Sentence>> = {
  partitions: partitionsSentence,
  request: requestSentence,
  authentication: authenticationSentence,
  pages: pagesSentence,
  records: recordsSentence,
  transformations: transformationsSentence,
  incremental: incrementalSentence,
  errors: errorsSentence,
  schema: schemaSentence,
}

/**
 * What a station of a stream says. Chips carry paths relative to the stream as it is written, for
 * streams that stand for several too.
 */
export function stationSentence(
  station: StationName,
  stream: unknown,
  manifest: unknown,
): Sentence {
  const type = typeOf(stream)
  if (type === 'DynamicDeclarativeStream') {
    if (station === 'partitions') return dynamicSentence(stream)
    return under(
      stationSentence(station, valueAt(stream, 'stream_template'), manifest),
      'stream_template',
    )
  }
  if (type === 'StateDelegatingStream') return delegating(station, stream, manifest)
  return sentences[station](stream, manifest)
}

function delegating(station: StationName, stream: unknown, manifest: unknown): Sentence {
  const first = under(
    stationSentence(station, valueAt(stream, 'full_refresh_stream'), manifest),
    'full_refresh_stream',
  )
  const later = under(
    stationSentence(station, valueAt(stream, 'incremental_stream'), manifest),
    'incremental_stream',
  )
  const isSame = JSON.stringify(first.map(textOf)) === JSON.stringify(later.map(textOf))
  return isSame ? first : say`First run: ${first}. Later: ${later}`
}

function textOf(part: Part) {
  return [part.kind, part.text]
}

function under(sentence: Sentence, key: string): Sentence {
  return sentence.map((part) => (part.at ? { ...part, at: [key, ...part.at] } : part))
}
