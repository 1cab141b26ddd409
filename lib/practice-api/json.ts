/** A number that is written with exactly these digits, such as `10.0`, which is not `10`. */
export class Decimal {
  readonly text: string

  /** @param digits how many stand behind the point; at least one */
  constructor(value: number, digits = 2) {
    this.text = value.toFixed(Math.max(1, digits))
  }
}

/** What the practice API answers with: JSON whose whole numbers may have twenty digits. */
export type Value =
  | string
  | number
  | bigint
  | boolean
  | null
  | Decimal
  | readonly Value[]
  | { readonly [key: string]: Value }

export type Row = { readonly [key: string]: Value }

/** JSON text (RFC 8259) that keeps every digit of big integers and decimals. */
export function writeJson(value: Value): string {
  if (typeof value === 'bigint') return value.toString()
  if (value instanceof Decimal) return value.text
  if (isList(value)) return `[${value.map(writeJson).join(',')}]`
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value).map(
      ([key, member]) => `${JSON.stringify(key)}:${writeJson(member)}`,
    )
    return `{${members.join(',')}}`
  }
  return JSON.stringify(value)
}

function isList(value: Value): value is readonly Value[] {
  return Array.isArray(value)
}
