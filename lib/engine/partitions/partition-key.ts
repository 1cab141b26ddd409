import { python, write } from '../values/json'
import type { JsonObject } from '../values/value'

const canonical = { ...python, comma: ',', colon: ':', sortsKeys: true }

/** Text that is the same for equal partitions: JSON with sorted keys and ASCII only. It parses back. */
export function partitionKey(partition: JsonObject): string {
  return write(partition, canonical)
}
