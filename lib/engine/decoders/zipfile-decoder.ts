import { z } from 'zod'
import { defineComponent, slot } from '../component'
import { ReadFailed } from '../errors'
import type { EngineResponse } from '../response'
import type { Json } from '../values/value'
import { type Decoder, decoderKind } from './decoder'
import { type DecoderLimits, InflateGuard, limitsOf } from './limits'

export const zipfileDecoder = defineComponent({
  schema: z
    .object({
      type: z.literal('ZipfileDecoder'),
      decoder: slot(decoderKind).meta({
        title: 'Inside',
        description: 'The format of the files in the archive.',
      }),
    })
    .meta({ title: 'ZIP archive', description: 'Reads every file in an archive.' }),

  create({ decoder }, context): Decoder {
    const built = context.build(decoderKind, decoder, 'decoder')
    const inner = built.strict ?? built
    const limits = limitsOf(context.engine)
    return {
      async *decode(response) {
        const bodies: Json[] = []
        for (const [name, bytes] of await unzip(response, limits)) {
          for (const body of await decodeEntry(response, inner, name, bytes)) bodies.push(body)
        }
        yield bodies
      },
      isStreaming: false,
      canPaginate: false,
    }
  },
})

async function decodeEntry(
  response: EngineResponse,
  inner: Decoder,
  name: string,
  bytes: Uint8Array,
): Promise<readonly Json[]> {
  const bodies: Json[] = []
  try {
    for await (const batch of inner.decode(response.withBody(only(bytes)))) {
      for (const body of batch) bodies.push(body)
    }
  } catch (cause) {
    if (!(cause instanceof ReadFailed)) throw cause
    throw new ReadFailed(
      'zip_entry_invalid',
      'api',
      `Failed to parse file: ${name} from zip file.`,
      { cause },
    )
  }
  return bodies
}

async function* only(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}

/**
 * The files of an archive in their order. Names are only names, never paths to write to.
 *
 * @throws ReadFailed `zip_invalid`, `archive_too_large`
 */
async function unzip(
  response: EngineResponse,
  limits: DecoderLimits,
): Promise<readonly (readonly [string, Uint8Array])[]> {
  const bytes = await response.bytes()
  const { unzipSync } = await import('fflate')
  const guard = new InflateGuard(limits)
  let entries = 0
  try {
    const files = unzipSync(bytes, {
      filter({ name, size, originalSize }) {
        entries += 1
        if (entries > limits.zipEntries) throw tooMany(limits.zipEntries)
        guard.count(size, originalSize)
        return !name.endsWith('/')
      },
    })
    return Object.entries(files)
  } catch (cause) {
    if (cause instanceof ReadFailed) throw cause
    throw new ReadFailed('zip_invalid', 'api', 'Received an invalid zip file in response.', {
      cause,
    })
  }
}

function tooMany(most: number): ReadFailed {
  return new ReadFailed('archive_too_large', 'api', `The archive holds more than ${most} files.`)
}
