import { asObject, scalarText, typeOf, valueAt } from '../manifest-values'
import { requestPart } from './request-sentence'
import { customSentence, listed, type Part, type Sentence, say, valueChip } from './sentence'

/** What a record looks like, and what tells one from another. */
export function schemaSentence(stream: unknown): Sentence {
  const all = valueAt(stream, 'schema_loader')
  const loaders = Array.isArray(all) ? all : [all]
  const custom = customSentence(loaders[0], ['schema_loader'])
  if (custom !== undefined) return custom
  const dynamic = loaders.find((each) => typeOf(each) === 'DynamicSchemaLoader')
  if (dynamic !== undefined) {
    const requester = valueAt(dynamic, 'retriever', 'requester')
    const request = requestPart(requester, ['schema_loader', 'retriever', 'requester'])
    return say`Fields come from ${request}${keyWords(stream, '. ')}`
  }
  const count = loaders.reduce<number>((sum, loader) => sum + fieldCount(loader), 0)
  if (count === 0) {
    const key = keysOf(stream)
    const known = loaders.some((each) => typeOf(each) === 'JsonFileSchemaLoader')
    const start = known ? 'Fields come from a file' : 'No schema yet. A run finds one'
    return key.length === 0 ? say`${start}` : say`${start}${keyWords(stream, '. ')}`
  }
  return say`${count} ${count === 1 ? 'field' : 'fields'}${keyWords(stream, '. ')}`
}

function fieldCount(loader: unknown): number {
  const properties = asObject(valueAt(loader, 'schema', 'properties'))
  return properties === undefined ? 0 : Object.keys(properties).length
}

function keyWords(stream: unknown, before: string): Sentence {
  const keys = keysOf(stream)
  const cursor = scalarText(valueAt(stream, 'incremental_sync', 'cursor_field'))
  const key =
    keys.length === 0
      ? say`${before}No key: records are only added`
      : say`${before}Key ${listed(keys, 3)}`
  if (cursor === undefined) return key
  return say`${key}; cursor ${valueChip(cursor, ['incremental_sync', 'cursor_field'])}`
}

/** The fields of the primary key, nested ones joined by dots. */
function keysOf(stream: unknown): Part[] {
  const key = valueAt(stream, 'primary_key')
  const names = Array.isArray(key)
    ? key
    : key === undefined || key === '' || key === null
      ? []
      : [key]
  return names.map((each, index) =>
    valueChip(Array.isArray(each) ? each.join('.') : String(each), ['primary_key', index]),
  )
}
