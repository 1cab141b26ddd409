// Tells whether two reads brought the same records: order of records and of keys does not count.
import { createHash } from 'node:crypto'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'

const space = (1n << 160n) - 1n

/** Counts the record messages of a protocol output and adds up hashes of their canonical data. */
export async function digestOf(output: Readable): Promise<string> {
  let count = 0
  let sum = 0n
  for await (const line of createInterface({ input: output })) {
    if (!line.includes('"RECORD"')) continue
    const { record } = JSON.parse(line)
    const hash = createHash('sha1').update(canonical(record.data)).digest('hex')
    sum = (sum + BigInt(`0x${hash}`)) & space
    count += 1
  }
  return `${count} records, ${sum.toString(16)}`
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const keys = Object.keys(value).sort()
  return `{${keys.map((key) => `${JSON.stringify(key)}:${canonical(Reflect.get(value, key))}`).join()}}`
}
