import { stringOf } from '../values/compare'
import { Undefined, type Value } from '../values/value'
import type { Runtime } from './runtime'

/** Reads part of an item. */
export type Getter = (item: Value) => Value

/**
 * Reads what `attribute` names of an item: `name`, `address.city`, `0`. Null is the item itself.
 * With a fallback, what is missing becomes that.
 */
export function attributeGetter(
  attribute: Value,
  runtime: Runtime,
  fallback: Value = null,
): Getter {
  const parts = partsOf(attribute)
  return (item) => {
    let value = item
    for (const part of parts) {
      runtime.budget.step()
      value = runtime.language.item(value, part)
      if (fallback !== null && value instanceof Undefined) value = fallback
    }
    return value
  }
}

/** As `attributeGetter` for several attributes with commas between them, which give a list. */
export function attributesGetter(attribute: Value, runtime: Runtime, wrap: Getter): Getter {
  const text = stringOf(attribute)
  const getters = (text === undefined ? [attribute] : text.split(',')).map((each) =>
    attributeGetter(each, runtime),
  )
  return (item) => getters.map((get) => wrap(get(item)))
}

function partsOf(attribute: Value): Value[] {
  if (attribute === null) return []
  const text = stringOf(attribute)
  if (text === undefined) return [attribute]
  return text.split('.').map((part) => (/^\d+$/.test(part) ? Number(part) : part))
}

/** Text in small letters, so that order and equality do not see case; other values as they are. */
export function ignoreCase(value: Value): Value {
  return stringOf(value)?.toLowerCase() ?? value
}

/** The value as it is. */
export function asIs(value: Value): Value {
  return value
}
