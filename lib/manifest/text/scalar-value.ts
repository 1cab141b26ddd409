import { CalendarDate } from '../../engine/datetime/calendar-date'
import { DateTime } from '../../engine/datetime/date-time'
import { Bytes, Float, floatText, type Json, type Value } from '../../engine/values/value'
import type { ScalarNode, TextNode } from './node'
import { readFloat, readInt, readPlain, readTime, ScalarInvalid } from './plain-scalar'

const prefix = 'tag:yaml.org,2002:'

/**
 * The value of a scalar: quoted ones are text, others what YAML 1.1 makes of them, and `!!` tags are
 * obeyed as PyYAML's safe loader does.
 *
 * @throws ScalarInvalid for a date that does not exist, a wrong number or a tag that is not allowed
 */
export function scalarValue(node: ScalarNode): Json {
  // Dates are no JSON; they are rare, and the engine's values know them.
  return read(node) as Json
}

function read({ tag, style, text }: ScalarNode): Value {
  if (tag === undefined) return style === 'plain' ? readPlain(text) : text
  if (tag === '!') return text
  if (!tag.startsWith(prefix)) throw new ScalarInvalid(`The tag ${tag} is not allowed here`)
  return readTagged(tag.slice(prefix.length), text)
}

function readTagged(type: string, text: string): Value {
  switch (type) {
    case 'str':
      return text
    case 'int':
      return readInt(text)
    case 'float':
      return readFloat(text)
    case 'null':
      return null
    case 'bool': {
      const value = readPlain(text.toLowerCase())
      if (typeof value !== 'boolean') throw new ScalarInvalid('This is not a boolean')
      return value
    }
    case 'timestamp': {
      const value = readTime(text)
      if (!value) throw new ScalarInvalid('This is not a date')
      return value
    }
    case 'binary':
      return readBinary(text)
    default:
      throw new ScalarInvalid(`The tag !!${type} is not allowed here`)
  }
}

function readBinary(text: string): Bytes {
  try {
    return new Bytes(Uint8Array.from(atob(text.replace(/\s/g, '')), (each) => each.charCodeAt(0)))
  } catch {
    throw new ScalarInvalid('This is not base64')
  }
}

/** The text of a key as JSON has it (`200` → `"200"`, `yes` → `"true"`); undefined for no scalar. */
export function keyName(node: TextNode): string | undefined {
  if (node.kind !== 'scalar') return undefined
  if (node.style !== 'plain' && node.tag === undefined) return node.text
  const first = node.text.charCodeAt(0)
  const isWord = (first > 64 && first < 91) || (first > 96 && first < 123)
  if (isWord && node.text.length > 5 && node.tag === undefined) return node.text
  try {
    return jsonKey(read(node), node.text)
  } catch {
    return node.text
  }
}

function jsonKey(value: Value, text: string): string {
  if (value === null) return 'null'
  if (typeof value === 'boolean' || typeof value === 'bigint') return String(value)
  if (typeof value === 'number') return Number.isInteger(value) ? String(value) : floatText(value)
  if (value instanceof Float) return floatText(value.value)
  if (value instanceof CalendarDate || value instanceof DateTime) return value.toText()
  return typeof value === 'string' ? value : text
}
