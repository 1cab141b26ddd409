import { z } from 'zod'
import { defineComponent } from '../component'
import type { EngineResponse } from '../response'
import { runOf } from '../run'
import type { Json } from '../values/value'
import type { Decoder } from './decoder'
import { XmlEntities } from './xml-entities'
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
      entityDecoder: new XmlEntities(),
    })
    return xmlToJson(parser.parse(text))
  } catch (error) {
    warn(error instanceof Error ? error.message : 'it cannot be read')
    return {}
  }
}

/**
 * The text by the charset of the header. Without one, `text/xml` is Latin-1 (RFC 2616 3.7.1, and what
 * the reference engine does); other types are UTF-8, or else what the declaration says.
 */
async function xmlText(response: EngineResponse): Promise<string> {
  const bytes = await response.bytes()
  const type = response.header('content-type') ?? ''
  const charset = /charset=["']?([^\s;"']+)/i.exec(type)?.[1]
  if (charset !== undefined && isKnown(charset)) return new TextDecoder(charset).decode(bytes)
  if (charset === undefined && /text/i.test(type)) return latin1(bytes)
  const start = String.fromCharCode(...bytes.subarray(0, 200))
  const declared = /<\?xml[^>]*encoding=["']([^"']+)/.exec(start)?.[1]
  for (const encoding of ['utf-8', declared ?? 'windows-1252']) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes)
    } catch {
      // An unknown name or other bytes than it says: try the next.
    }
  }
  return new TextDecoder().decode(bytes)
}

function isKnown(charset: string): boolean {
  try {
    return new TextDecoder(charset).encoding !== ''
  } catch {
    return false
  }
}

/** ISO 8859-1 itself; the web's name for it means Windows-1252. */
function latin1(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += 8192) {
    text += String.fromCharCode(...bytes.subarray(at, at + 8192))
  }
  return text
}
