import { z } from 'zod'
import { defineComponent } from '../component'
import { ReadFailed } from '../errors'
import { parseJson } from '../values/json'
import type { Json } from '../values/value'
import type { Decoder } from './decoder'
import { JsonItemScanner } from './json-item-scanner'
import { limitsOf } from './limits'
import { textPieces } from './text-lines'

export const jsonItemsDecoder = defineComponent({
  schema: z
    .object({
      type: z.literal('JsonItemsDecoder'),
      items_path: z.string().meta({
        title: 'Path of the list',
        description: 'Keys joined by dots; empty when the whole response is the list.',
        examples: ['data', 'result.items'],
      }),
      encoding: z
        .string()
        .default('utf-8')
        .meta({
          title: 'Encoding',
          description: 'How the text is written.',
          examples: ['utf-8'],
          group: 'advanced',
        }),
    })
    .meta({
      title: 'Items of a large JSON list',
      description:
        'Reads the items one by one as they arrive, for responses that are too large at once.',
    }),

  create({ items_path, encoding }, { engine }): Decoder {
    const { recordChars } = limitsOf(engine)
    return {
      async *decode(response) {
        const pieces = textPieces(encoding)
        const scanner = new JsonItemScanner(items_path, recordChars)
        for await (const chunk of response.chunks()) {
          const items = scanner.write(pieces.write(chunk)).map(parseItem)
          if (items.length > 0) yield items
        }
        const last = scanner.write(pieces.end()).map(parseItem)
        if (last.length > 0) yield last
        scanner.end()
      },
      isStreaming: true,
      canPaginate: false,
    }
  },
})

function parseItem(text: string): Json {
  try {
    return parseJson(text)
  } catch (cause) {
    throw new ReadFailed('json_invalid', 'api', 'An item of the list is no JSON.', { cause })
  }
}
