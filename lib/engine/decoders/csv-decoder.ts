import { z } from 'zod'
import { defineComponent } from '../component'
import { type Json, setKey } from '../values/value'
import { CsvParser } from './csv-parser'
import type { Decoder } from './decoder'
import { textPieces } from './text-lines'

export const csvDecoder = defineComponent({
  schema: z
    .object({
      type: z.literal('CsvDecoder'),
      encoding: z
        .string()
        .default('utf-8')
        .meta({
          title: 'Encoding',
          description: 'How the text is written.',
          examples: ['utf-8', 'latin-1'],
        }),
      delimiter: z
        .string()
        .default(',')
        .meta({
          title: 'Delimiter',
          description: 'The character between columns.',
          examples: [',', ';', '\\t'],
        }),
      set_values_to_none: z
        .array(z.string())
        .optional()
        .meta({
          title: 'Empty values',
          description: 'Texts that mean that there is no value.',
          examples: [['', 'NULL', 'N/A']],
        }),
    })
    .meta({
      title: 'CSV',
      description: 'A table with names in its first row, read as it arrives.',
    }),

  create({ encoding, delimiter, set_values_to_none }): Decoder {
    const nothing = new Set(set_values_to_none)
    const separator = unescapeDelimiter(delimiter)
    return {
      async *decode(response) {
        const pieces = textPieces(encoding)
        const parser = new CsvParser(separator)
        const table = new CsvTable(nothing)
        for await (const chunk of response.chunks()) {
          const records = table.records(parser.write(pieces.write(chunk)))
          if (records.length > 0) yield records
        }
        const last = table.records([...parser.write(pieces.end()), ...parser.end()])
        if (last.length > 0) yield last
      },
      isStreaming: true,
      canPaginate: false,
    }
  },
})

const escapes: Readonly<Record<string, string>> = { t: '\t', n: '\n', r: '\r', '\\': '\\' }

/** A delimiter that cannot be typed is written as its escape. */
function unescapeDelimiter(delimiter: string): string {
  if (!delimiter.startsWith('\\')) return delimiter
  return escapes[delimiter.replace(/^\\+/, '').slice(0, 1)] ?? delimiter.slice(1)
}

/** Turns rows into records by the names in the first row. */
export class CsvTable {
  readonly #nothing: ReadonlySet<string>
  #names: readonly string[] | undefined

  constructor(nothing: ReadonlySet<string>) {
    this.#nothing = nothing
  }

  records(rows: readonly (readonly string[])[]): Json[] {
    const records: Json[] = []
    for (const row of rows) {
      if (this.#names) records.push(this.#record(row, this.#names))
      else this.#names = row
    }
    return records
  }

  /** Missing columns are null; of a name that occurs twice, the last column counts. */
  #record(row: readonly string[], names: readonly string[]): Json {
    const record: { [key: string]: Json } = {}
    for (const [i, name] of names.entries()) {
      const value = row[i]
      setKey(record, name, value === undefined || this.#nothing.has(value) ? null : value)
    }
    return record
  }
}
