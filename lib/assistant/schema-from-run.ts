import type { Json, JsonObject } from '../engine/values/value'
import { schemaOfRecords } from '../testread/infer-schema'
import { streamInfo } from '../testread/stream-info'
import type { TestRead } from '../testread/test-read'
import type { RunContext } from './suggest-from-run'
import type { Suggestion } from './suggestions'

/** Records from which a declared field is called certain. */
const enough = 10

/** Records that are looked at. */
const recordsMax = 5_000

/**
 * The fields that records have and the schema does not declare, in one suggestion. What is declared
 * stays as it is; a schema that is not written in the manifest is left alone.
 */
export function schemaFromRun(read: TestRead, { at, stream }: RunContext): Suggestion[] {
  const { schema } = streamInfo(stream)
  const records = read.records.slice(0, recordsMax).map(({ data }) => data)
  if (records.length === 0 || (schema === undefined && stream.schema_loader !== undefined))
    return []
  const declared = propertiesOf(schema)
  const seen = schemaOfRecords(records)
  const added = Object.keys(seen).filter((name) => !Object.hasOwn(declared, name))
  if (added.length === 0) return []
  const properties = {
    ...declared,
    ...Object.fromEntries(added.map((name) => [name, seen[name] as Json])),
  }
  const isFirst = Object.keys(declared).length === 0
  const what = added.length === 1 ? `the field ${added[0]}` : `${added.length} fields`
  const object = { type: 'object', additionalProperties: true, properties }
  const whole = schema === undefined
  return [
    {
      path: whole ? `${at}/schema_loader` : `${at}/schema_loader/schema/properties`,
      value: whole ? { type: 'InlineSchemaLoader', schema: object } : properties,
      title: isFirst ? `Declare ${what}` : `Declare ${what} more`,
      confidence: records.length >= enough ? 'certain' : 'likely',
      evidence: [
        {
          document: 'records',
          pointer: added.slice(0, 4).join(', ') + (added.length > 4 ? '…' : ''),
          quote: `seen in ${records.length.toLocaleString('en')} ${records.length === 1 ? 'record' : 'records'}`,
        },
      ],
    },
  ]
}

function propertiesOf(schema: JsonObject | undefined): JsonObject {
  const properties = schema?.properties
  const isMapping =
    typeof properties === 'object' && properties !== null && !Array.isArray(properties)
  return isMapping ? (properties as JsonObject) : {}
}
