import type { Transform } from 'node:stream'
import {
  createBrotliDecompress,
  createGunzip,
  createInflate,
  createInflateRaw,
  createZstdDecompress,
} from 'node:zlib'
import { TransportError } from '../../engine/transport'

type Bytes = AsyncIterable<Uint8Array>

const decoders: Readonly<Record<string, (firstByte: number) => Transform>> = {
  gzip: () => createGunzip(),
  'x-gzip': () => createGunzip(),
  br: () => createBrotliDecompress(),
  zstd: () => createZstdDecompress(),
  // Some servers send deflate without its zlib wrapper, which starts with 0x78 or the like.
  deflate: (firstByte) => ((firstByte & 0x0f) === 8 ? createInflate() : createInflateRaw()),
}

const layersMax = 2

/**
 * Undoes the content encodings of a body (RFC 9110 8.4) and counts what comes out. An encoding that
 * is not known is left as it is.
 *
 * @throws TransportError `response_too_large` beyond `bytesMax`; `connection_lost` when the encoding
 * is broken or the body ends in the middle of it
 */
export function decodeBody(
  body: Bytes,
  contentEncoding: string,
  bytesMax: number,
  target: string,
): Bytes {
  const layers = contentEncoding
    .toLowerCase()
    .split(',')
    .map((layer) => layer.trim())
    .filter((layer) => layer !== '' && layer !== 'identity')
  if (layers.length > layersMax) return refusedBody(body, layers.length, target)
  // The last encoding was applied last, so it is undone first.
  const decoded = layers.reduceRight((inner, layer) => undo(inner, layer, target), body)
  return capped(decoded, bytesMax, target)
}

/** A body that cannot be read. Its exchange ends, as nobody is going to read it. */
function refusedBody(body: Bytes, layers: number, target: string): Bytes {
  const message = `${target} sent a body in ${layers} encodings; at most ${layersMax} are undone`
  return {
    [Symbol.asyncIterator]: () => ({
      async next() {
        await body[Symbol.asyncIterator]().return?.()
        throw new TransportError('response_too_large', message, { target })
      },
    }),
  }
}

function undo(body: Bytes, layer: string, target: string): Bytes {
  const create = decoders[layer]
  return create === undefined ? body : decompressed(body, create, layer, target)
}

async function* decompressed(
  body: Bytes,
  create: (firstByte: number) => Transform,
  layer: string,
  target: string,
): AsyncGenerator<Uint8Array> {
  const source = body[Symbol.asyncIterator]()
  const first = await source.next()
  // A body of no bytes is not an empty archive: answers to HEAD and 304 name encodings too.
  if (first.done) return
  const decoder = create(first.value[0] ?? 0)
  let sourceError: unknown
  const fed = feed(decoder, first.value, source).catch((error: unknown) => {
    sourceError = error
    decoder.destroy()
  })
  try {
    yield* decoder as AsyncIterable<Uint8Array>
  } catch (cause) {
    if (sourceError !== undefined) throw sourceError
    throw new TransportError('connection_lost', `The body from ${target} is not valid ${layer}`, {
      target,
      cause,
    })
  } finally {
    decoder.destroy()
    await source.return?.()
    await fed
  }
}

async function feed(
  decoder: Transform,
  first: Uint8Array,
  rest: AsyncIterator<Uint8Array>,
): Promise<void> {
  for (let chunk = first; !decoder.destroyed; ) {
    if (!decoder.write(chunk)) await drained(decoder)
    const next = await rest.next()
    if (next.done) break
    chunk = next.value
  }
  if (!decoder.destroyed) decoder.end()
}

function drained(decoder: Transform): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  const done = () => {
    decoder.off('drain', done)
    decoder.off('close', done)
    resolve()
  }
  decoder.on('drain', done)
  decoder.on('close', done)
  return promise
}

/** Passes a body on until it is larger than it may be. */
function capped(body: Bytes, bytesMax: number, target: string): Bytes {
  const source = body[Symbol.asyncIterator]()
  let bytes = 0
  const iterator: AsyncIterableIterator<Uint8Array> = {
    async next() {
      const step = await source.next()
      if (step.done) return step
      bytes += step.value.byteLength
      if (bytes <= bytesMax) return step
      await source.return?.()
      const message = `The body from ${target} is larger than the limit of ${bytesMax} bytes`
      throw new TransportError('response_too_large', message, { target })
    },
    async return() {
      await source.return?.()
      return { done: true, value: undefined }
    },
    [Symbol.asyncIterator]: () => iterator,
  }
  return iterator
}
