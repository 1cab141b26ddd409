import { z } from 'zod'
import { defineComponent } from '../component'
import type { EngineResponse } from '../response'
import { runOf } from '../run'
import type { Json } from '../values/value'
import type { Decoder } from './decoder'
import { xmlToJson } from './xml-to-json'

export const xmlDecoder = defineComponent({
  schema: z.object({ type: z.literal('XmlDecoder') }).meta({
    title: 'XML',
    description:
      'Elements become objects: attributes as `@name`, text as `#text`, repeated elements as a list.',
  }),
  create(_config, context): Decoder {
    return {
      async *decode(response) {
        yield [
          await parse(response, (why) => {
            runOf(context.engine).note(
              'warn',
              `The response is no XML: ${why}`,
              context.path,
              context.stream?.name,
            )
          }),
        ]
      },
      isStreaming: false,
      canPaginate: true,
    }
  },
})

async function parse(response: EngineResponse, warn: (why: string) => void): Promise<Json> {
  const { XMLParser, XMLValidator } = await import('fast-xml-parser')
  const text = await xmlText(response)
  const validity = XMLValidator.validate(text)
  if (validity !== true) {
    warn(`${validity.err.msg} (line ${validity.err.line})`)
    return {}
  }
  try {
    const parser = new XMLParser({
      preserveOrder: true,
      ignoreAttributes: false,
      attributeNamePrefix: '@',
      parseTagValue: false,
      parseAttributeValue: false,
      trimValues: false,
      ignoreDeclaration: true,
      ignorePiTags: true,
    })
    return xmlToJson(parser.parse(text))
  } catch (error) {
    warn(error instanceof Error ? error.message : 'it cannot be read')
    return {}
  }
}

/** The text by the charset of the header or the declaration; UTF-8, or else Latin-1, without one. */
async function xmlText(response: EngineResponse): Promise<string> {
  const bytes = await response.bytes()
  const start = String.fromCharCode(...bytes.subarray(0, 200))
  const named =
    /charset=["']?([^\s;"']+)/i.exec(response.header('content-type') ?? '')?.[1] ??
    /<\?xml[^>]*encoding=["']([^"']+)/.exec(start)?.[1]
  for (const encoding of [named ?? 'utf-8', 'windows-1252']) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes)
    } catch {
      // An unknown name or other bytes than it says: try the next.
    }
  }
  return new TextDecoder().decode(bytes)
}
