import { ReadFailed } from './errors'
import type { HeaderList, HttpResponse } from './transport'
import { parseJson } from './values/json'
import type { Json } from './values/value'

/** Bytes of a body that is kept whole in memory; larger ones need a decoder that streams. */
const wholeBodyBytesMax = 512 * 1024 * 1024

/**
 * A response as the engine passes it on: its body can be read as a stream once, or whole and then
 * as often as needed.
 */
export class EngineResponse {
  readonly status: number
  readonly headers: HeaderList
  /** The URL that answered, after redirects. */
  readonly url: string
  readonly redirects: HttpResponse['redirects']
  /** The call that brought it; absent when calls are not captured, or the cache answered. */
  readonly call: number | undefined
  readonly #body: AsyncIterable<Uint8Array>
  #bytes: Promise<Uint8Array> | undefined
  #json: Promise<Json | undefined> | undefined

  constructor(response: HttpResponse, call?: number) {
    this.status = response.status
    this.headers = response.headers
    this.url = response.url
    this.redirects = response.redirects
    this.call = call
    this.#body = response.body
  }

  /** False for 400 to 599: such a body is never searched for records. */
  get isOk(): boolean {
    return this.status < 400 || this.status >= 600
  }

  /** A header's value by name in any case; several values are joined by a comma. */
  header(name: string): string | undefined {
    const wanted = name.toLowerCase()
    const values = this.headers.filter(([each]) => each.toLowerCase() === wanted)
    return values.length === 0 ? undefined : values.map(([, value]) => value).join(', ')
  }

  /**
   * The whole body; reads it on the first call and keeps it.
   *
   * @throws ReadFailed `response_too_large`
   */
  bytes(): Promise<Uint8Array> {
    this.#bytes ??= readAll(this.#body)
    return this.#bytes
  }

  /** The body as it arrives. From memory when it was read whole before. */
  async *chunks(): AsyncGenerator<Uint8Array> {
    if (this.#bytes !== undefined) yield await this.#bytes
    else yield* this.#body
  }

  /** The whole body as text; bytes that are no UTF-8 become replacement characters. */
  async text(): Promise<string> {
    return new TextDecoder('utf-8', { ignoreBOM: true }).decode(await this.bytes())
  }

  /** The whole body parsed as JSON; undefined when it is no JSON. Parsed once. */
  json(): Promise<Json | undefined> {
    this.#json ??= this.bytes().then(parseBytes)
    return this.#json
  }

  /** The same response with nothing parsed yet, after its body was read whole. */
  again(): EngineResponse {
    const copy = this.withBody(this.#body)
    copy.#bytes = this.bytes()
    return copy
  }

  /** The same response with another body, such as what an archive unpacks to. */
  withBody(body: AsyncIterable<Uint8Array>): EngineResponse {
    const { status, headers, url, redirects } = this
    return new EngineResponse({ status, headers, url, redirects, body }, this.call)
  }

  /** Ends an exchange whose body nobody wants, so that its connection is free again. */
  async discard(): Promise<void> {
    if (this.#bytes !== undefined) return
    this.#bytes = Promise.resolve(new Uint8Array())
    await this.#body[Symbol.asyncIterator]().return?.()
  }
}

function parseBytes(bytes: Uint8Array): Json | undefined {
  try {
    return parseJson(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes))
  } catch {
    return undefined
  }
}

async function readAll(body: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of body) {
    length += chunk.length
    if (length > wholeBodyBytesMax) {
      throw new ReadFailed(
        'response_too_large',
        'api',
        `The response is larger than ${wholeBodyBytesMax / 1024 / 1024} MB, which is the most a decoder that needs the whole body reads. Ask for smaller pages, or use a decoder that streams.`,
      )
    }
    chunks.push(chunk)
  }
  const [only] = chunks
  if (only && chunks.length === 1) return only
  const whole = new Uint8Array(length)
  let offset = 0
  for (const chunk of chunks) {
    whole.set(chunk, offset)
    offset += chunk.length
  }
  return whole
}
