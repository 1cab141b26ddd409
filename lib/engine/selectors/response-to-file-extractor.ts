import { z } from 'zod'
import { defineComponent } from '../component'
import { CsvParser } from '../decoders/csv-parser'
import { CsvTable } from '../decoders/csv-table'
import type { Decoder } from '../decoders/decoder'
import { gunzip } from '../decoders/gzip-decoder'
import { limitsOf } from '../decoders/limits'
import { textPieces } from '../decoders/text-lines'
import type { RecordExtractor } from './record-extractor'

/** Texts that table tools take for a missing value. */
const missing = [
  '',
  '#N/A',
  '#N/A N/A',
  '#NA',
  '-1.#IND',
  '-1.#QNAN',
  '-NaN',
  '-nan',
  '1.#IND',
  '1.#QNAN',
  '<NA>',
  'N/A',
  'NA',
  'NULL',
  'NaN',
  'None',
  'n/a',
  'nan',
  'null',
]

export const responseToFileExtractor = defineComponent({
  schema: z
    .object({
      type: z.literal('ResponseToFileExtractor'),
      preserve_na_values: z.boolean().default(false).meta({
        title: 'Keep texts such as NA',
        description: 'Takes only empty cells for missing values.',
      }),
    })
    .meta({
      title: 'CSV file',
      description: 'Reads a CSV file, compressed or not, row by row.',
    }),

  create({ preserve_na_values }, { engine }): RecordExtractor {
    const limits = limitsOf(engine)
    const nothing = new Set(preserve_na_values ? [''] : missing)
    const decoder: Decoder = {
      async *decode(response) {
        const pieces = textPieces('utf-8')
        const parser = new CsvParser(',')
        const table = new CsvTable(nothing, true)
        for await (const chunk of gunzip(response.chunks(), limits)) {
          const text = pieces.write(chunk).replaceAll('\0', '')
          const records = table.records(parser.write(text))
          if (records.length > 0) yield records
        }
        const last = table.records([...parser.write(pieces.end()), ...parser.end()])
        if (last.length > 0) yield last
      },
      isStreaming: true,
      canPaginate: false,
    }
    return {
      extract: (bodies) => ({ records: bodies, foundCount: bodies.length }),
      decoder,
      needsWhole: false,
      isUnion: false,
    }
  },
})
