import { write } from '@/lib/engine/values/json'
import type { Json } from '@/lib/engine/values/value'

/** JSON on several lines, with all digits of its numbers. */
export function prettyJson(value: Json): string {
  return write(value, {
    comma: ',',
    colon: ': ',
    text: JSON.stringify,
    isPython: false,
    indent: 2,
  })
}
