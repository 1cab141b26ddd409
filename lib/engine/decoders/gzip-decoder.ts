import { z } from 'zod'
import { defineComponent, slot } from '../component'
import { ReadFailed } from '../errors'
import { type Decoder, decoderKind } from './decoder'
import { type DecoderLimits, InflateGuard, limitsOf } from './limits'

/** Small enough that one piece cannot fill the memory: gzip packs a thousand bytes into one at best. */
const pieceBytes = 16 * 1024

export const gzipDecoder = defineComponent({
  schema: z
    .object({
      type: z.literal('GzipDecoder'),
      decoder: slot(decoderKind).meta({
        title: 'Inside',
        description: 'The format of the unpacked data.',
      }),
    })
    .meta({
      title: 'Gzip',
      description: 'Compressed data; what is not compressed is read as it is.',
    }),

  create({ decoder }, context): Decoder {
    const built = context.build(decoderKind, decoder, 'decoder')
    const inner = built.strict ?? built
    const limits = limitsOf(context.engine)
    return {
      decode: (response) => inner.decode(response.withBody(gunzip(response.chunks(), limits))),
      isStreaming: true,
      // Only JSON directly inside; paginators then see an empty object.
      canPaginate: built.strict !== undefined,
    }
  },
})

/** Unpacks bytes that begin like gzip; passes others on. */
export async function* gunzip(
  chunks: AsyncIterable<Uint8Array>,
  limits: DecoderLimits,
): AsyncGenerator<Uint8Array> {
  const source = chunks[Symbol.asyncIterator]()
  try {
    const head = await readHead(source)
    if (head[0] === 0x1f && head[1] === 0x8b) yield* inflate(head, source, limits)
    else yield* passOn(head, source)
  } finally {
    await source.return?.()
  }
}

/** Bytes from the start, at least two unless there are fewer. */
async function readHead(source: AsyncIterator<Uint8Array>): Promise<Uint8Array> {
  let head = new Uint8Array()
  while (head.length < 2) {
    const step = await source.next()
    if (step.done) break
    const joined = new Uint8Array(head.length + step.value.length)
    joined.set(head)
    joined.set(step.value, head.length)
    head = joined
  }
  return head
}

async function* passOn(
  head: Uint8Array,
  source: AsyncIterator<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  if (head.length > 0) yield head
  for (let step = await source.next(); !step.done; step = await source.next()) yield step.value
}

async function* inflate(
  head: Uint8Array,
  source: AsyncIterator<Uint8Array>,
  limits: DecoderLimits,
): AsyncGenerator<Uint8Array> {
  const { Gunzip } = await import('fflate')
  const guard = new InflateGuard(limits)
  const trailer = new Trailer()
  let unpacked: Uint8Array[] = []
  const stream = new Gunzip((data) => {
    trailer.unpacked(data.length)
    if (data.length > 0) unpacked.push(data)
  })
  stream.onmember = () => trailer.begin()
  for await (const chunk of passOn(head, source)) {
    for (let at = 0; at < chunk.length; at += pieceBytes) {
      const piece = chunk.subarray(at, at + pieceBytes)
      push(stream, piece, false)
      trailer.packed(piece)
      guard.count(
        piece.length,
        unpacked.reduce((sum, each) => sum + each.length, 0),
      )
      yield* unpacked
      unpacked = []
    }
  }
  push(stream, new Uint8Array(), true)
  guard.count(
    0,
    unpacked.reduce((sum, each) => sum + each.length, 0),
  )
  yield* unpacked
  if (!trailer.fits()) throw damaged()
}

/** The last four bytes say how much a gzip file unpacks to (RFC 1952 2.3.1), unless it was cut off. */
class Trailer {
  #last = new Uint8Array(4)
  #unpacked = 0

  /** A further file follows in the same data. */
  begin(): void {
    this.#unpacked = 0
  }

  unpacked(bytes: number): void {
    this.#unpacked += bytes
  }

  packed(piece: Uint8Array): void {
    const last = new Uint8Array(8)
    const end = piece.subarray(-4)
    last.set(this.#last)
    last.set(end, 4)
    this.#last = last.slice(end.length, end.length + 4)
  }

  fits(): boolean {
    return new DataView(this.#last.buffer).getUint32(0, true) === this.#unpacked % 2 ** 32
  }
}

/** @throws ReadFailed `gzip_invalid` when the data is damaged */
function push(
  stream: { push(data: Uint8Array, final: boolean): void },
  data: Uint8Array,
  isLast: boolean,
) {
  try {
    stream.push(data, isLast)
  } catch (cause) {
    throw damaged(cause)
  }
}

function damaged(cause?: unknown): ReadFailed {
  return new ReadFailed(
    'gzip_invalid',
    'api',
    'The compressed response is damaged or was cut off.',
    { cause },
  )
}
