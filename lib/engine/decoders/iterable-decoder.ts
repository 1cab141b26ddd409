import { z } from 'zod'
import { defineComponent } from '../component'
import type { Decoder } from './decoder'
import { limitsOf } from './limits'
import { lineBatches, textPieces } from './text-lines'

export const iterableDecoder = defineComponent({
  schema: z.object({ type: z.literal('IterableDecoder') }).meta({
    title: 'Lines of text',
    description: 'Makes a record of each line, with the line as its field `record`.',
  }),
  create(_config, { engine }): Decoder {
    const { recordChars } = limitsOf(engine)
    return {
      async *decode(response) {
        for await (const parts of lineBatches(
          response.chunks(),
          textPieces('utf-8'),
          recordChars,
        )) {
          const lines = parts.flatMap((part) => part.replace(/\r$/, '').split('\r'))
          yield lines.map((record) => ({ record }))
        }
      },
      isStreaming: true,
      canPaginate: false,
    }
  },
})
