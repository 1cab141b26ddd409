import { z } from 'zod'
import { type BuildContext, defineComponent } from '../component'
import { runOf } from '../run'
import { parseJson } from '../values/json'
import type { Json } from '../values/value'
import type { Decoder } from './decoder'
import { limitsOf } from './limits'
import { lineBatches, textPieces } from './text-lines'

export const jsonlDecoder = defineComponent({
  schema: z.object({ type: z.literal('JsonlDecoder') }).meta({
    title: 'JSON lines',
    description: 'One JSON value a line, read as it arrives.',
  }),
  create(_config, context): Decoder {
    const { recordChars } = limitsOf(context.engine)
    return {
      async *decode(response) {
        for await (const lines of lineBatches(
          response.chunks(),
          textPieces('utf-8'),
          recordChars,
        )) {
          yield parseLines(lines, context)
        }
      },
      isStreaming: true,
      canPaginate: false,
    }
  },
})

function parseLines(lines: readonly string[], context: BuildContext): readonly Json[] {
  const bodies: Json[] = []
  for (const line of lines) {
    try {
      bodies.push(parseJson(line))
    } catch {
      const text =
        line.trim() === ''
          ? 'A line of the response is empty.'
          : 'A line of the response is no JSON.'
      runOf(context.engine).note('warn', text, context.path, context.stream?.name)
    }
  }
  return bodies
}
