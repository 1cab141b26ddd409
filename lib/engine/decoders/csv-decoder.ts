import { z } from 'zod'
import { defineComponent } from '../component'
import { CsvParser } from './csv-parser'
import { CsvTable } from './csv-table'
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
