import type { EngineContext } from '../context'
import { ReadFailed } from '../errors'

/** What a decoder puts up with. Test reads keep everything in memory, so they allow less. */
export interface DecoderLimits {
  readonly inflatedBytes: number
  /** Inflated bytes to compressed bytes, once a megabyte came out. */
  readonly ratio: number
  readonly zipEntries: number
  readonly recordChars: number
}

const megabyte = 1024 * 1024

const forTestReads: DecoderLimits = {
  inflatedBytes: 32 * megabyte,
  ratio: 200,
  zipEntries: 100,
  recordChars: megabyte,
}

const forSyncs: DecoderLimits = {
  inflatedBytes: 2048 * megabyte,
  ratio: 1000,
  zipEntries: 10_000,
  recordChars: 16 * megabyte,
}

/** The limits of a run. */
export function limitsOf({ options }: EngineContext): DecoderLimits {
  return options.capture ? forTestReads : forSyncs
}

/** Stops an archive that grows out of all proportion. */
export class InflateGuard {
  readonly #limits: DecoderLimits
  #in = 0
  #out = 0

  constructor(limits: DecoderLimits) {
    this.#limits = limits
  }

  /** @throws ReadFailed `archive_too_large` */
  count(inBytes: number, outBytes: number): void {
    this.#in += inBytes
    this.#out += outBytes
    const { inflatedBytes, ratio } = this.#limits
    if (this.#out > inflatedBytes) {
      throw tooLarge(`unpacks to more than ${inflatedBytes / megabyte} MB`)
    }
    if (this.#out > megabyte && this.#out > this.#in * ratio) {
      throw tooLarge(`unpacks to more than ${ratio} times its size`)
    }
  }
}

function tooLarge(what: string): ReadFailed {
  return new ReadFailed(
    'archive_too_large',
    'api',
    `The compressed response ${what}. Ask for smaller files, for example with narrower time windows.`,
  )
}
