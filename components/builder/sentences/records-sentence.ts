import type { ManifestPath } from '@/lib/engine/path'
import { listAt, scalarText, textAt, typeOf, valueAt } from '../manifest-values'
import { chip, customSentence, cut, join, listed, type Sentence, say, valueChip } from './sentence'
import { conditionWords, turnedRound } from './template-words'

const selector = ['retriever', 'record_selector'] as const

/** Where records are in a response, and which of them stay. */
export function recordsSentence(stream: unknown): Sentence {
  const recordSelector = valueAt(stream, ...selector)
  const extractor = valueAt(recordSelector, 'extractor')
  const custom =
    customSentence(recordSelector, selector) ??
    customSentence(extractor, [...selector, 'extractor'])
  if (custom !== undefined) return custom
  const decoder = decoderWords(decoderOf(stream))
  const records = extractorSentence(extractor, decoder !== undefined, [...selector, 'extractor'])
  const start = decoder === undefined ? records : say`${decoder}. ${records}`
  return join([start, filterSentence(valueAt(recordSelector, 'record_filter'))], '')
}

function decoderOf(stream: unknown): unknown {
  const retriever = valueAt(stream, 'retriever')
  return valueAt(retriever, typeOf(retriever) === 'AsyncRetriever' ? 'download_decoder' : 'decoder')
}

/** Only for what is not JSON: “CSV with `;`”, “Zipped CSV”. */
function decoderWords(decoder: unknown): Sentence | undefined {
  switch (typeOf(decoder)) {
    case 'CsvDecoder': {
      const delimiter = textAt(decoder, 'delimiter') ?? ','
      return delimiter === ',' ? say`CSV` : say`CSV with ${valueChip(delimiter)}`
    }
    case 'JsonlDecoder':
      return say`JSON lines`
    case 'XmlDecoder':
      return say`XML`
    case 'IterableDecoder':
      return say`Text, line by line`
    case 'JsonItemsDecoder':
      return say`Large JSON, item by item`
    case 'GzipDecoder':
      return packed('Gzipped', valueAt(decoder, 'decoder'))
    case 'ZipfileDecoder':
      return packed('Zipped', valueAt(decoder, 'decoder'))
    default:
      return customSentence(decoder)
  }
}

function packed(how: string, inner: unknown): Sentence {
  return say`${how} ${decoderWords(inner) ?? 'JSON'}`
}

function extractorSentence(extractor: unknown, hasDecoder: boolean, at: ManifestPath): Sentence {
  if (typeOf(extractor) === 'ResponseToFileExtractor') return say`Records: every line of a CSV file`
  if (typeOf(extractor) === 'CombinedExtractor') return combinedSentence(extractor, at)
  const fields = listAt(extractor, 'field_path').map(String)
  const here = [...at, 'field_path']
  const expander = valueAt(extractor, 'record_expander', 'expand_records_from_field')
  const opened = Array.isArray(expander)
    ? say`, opened at ${valueChip(`${expander.join('.')}[]`, [...at, 'record_expander'])}`
    : undefined
  return join([placeSentence(fields, hasDecoder, here), opened], '')
}

/** Several places: all of them, or the first that has records. */
function combinedSentence(extractor: unknown, at: ManifestPath): Sentence {
  const parts = listAt(extractor, 'extractors').map((each, index) => {
    const here = [...at, 'extractors', index, 'field_path']
    const fields = listAt(each, 'field_path').map(String)
    return fields.length === 0
      ? valueChip('the whole body', here)
      : chip(`${fields.join('.')}[]`, here)
  })
  if (parts.length === 0) return say`Records at ${chip(undefined, [...at, 'extractors'])}`
  const isFirst = textAt(extractor, 'mode') === 'first_match'
  return isFirst
    ? say`Records at the first of ${listed(parts, 3)} that has some`
    : say`Records at ${listed(parts, 3)}`
}

function placeSentence(fields: readonly string[], hasDecoder: boolean, at: ManifestPath): Sentence {
  if (fields.length === 0)
    return hasDecoder ? say`Records: every line` : say`The whole body is one record`
  const star = fields.lastIndexOf('*')
  if (star === -1 || (star === fields.length - 1 && star === 0)) {
    return say`Records at ${chip(`${fields.join('.').replace(/^\*$/, '')}[]`, at)}`
  }
  const outer = fields.slice(0, star).join('.') || 'item'
  const inner = fields.slice(star + 1).join('.')
  if (inner === '') return say`Records at every value of ${chip(outer, at)}`
  return say`Records at ${chip(`${inner}[]`, at)} of every ${chip(outer, at)}`
}

function filterSentence(filter: unknown): Sentence | undefined {
  const at = [...selector, 'record_filter', 'condition']
  const custom = customSentence(filter, at)
  if (custom !== undefined) return say`; ${custom}`
  const condition = scalarText(valueAt(filter, 'condition'))
  if (condition === undefined) return undefined
  const left = turnedRound(condition)
  return left === undefined
    ? say`, only those where ${valueChip(cut(conditionWords(condition), 48), at)}`
    : say`, without those where ${valueChip(cut(left, 48), at)}`
}
