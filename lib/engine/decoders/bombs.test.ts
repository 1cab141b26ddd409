import { gzipSync, strToU8, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { EngineError } from '../errors'
import { EngineResponse } from '../response'
import { fakeContext } from '../testing/fake-context'
import { decoderKind } from './decoder'

const megabyte = 1024 * 1024

interface Outcome {
  readonly bodies: number
  readonly error: unknown
}

/** Decodes a body that arrives in pieces, as a test read does: with its tighter limits. */
async function decode(config: object, pieces: Iterable<Uint8Array>): Promise<Outcome> {
  async function* body() {
    yield* pieces
  }
  const options = { capture: { bodyBytesMax: 1000 } }
  const decoder = fakeContext({ options }).build(decoderKind, config, 'decoder')
  const url = 'https://x.test/'
  let bodies = 0
  try {
    const response = new EngineResponse({
      status: 200,
      headers: [],
      url,
      redirects: [],
      body: body(),
    })
    for await (const batch of decoder.decode(response)) bodies += batch.length
    return { bodies, error: undefined }
  } catch (error) {
    return { bodies, error }
  }
}

function* repeated(text: string, bytes: number, head = ''): Generator<Uint8Array> {
  yield strToU8(head)
  const piece = strToU8(text.repeat(Math.max(1, Math.floor(65_536 / text.length))))
  for (let sent = 0; sent < bytes; sent += piece.length) yield piece
}

function* split(bytes: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 65_536) yield bytes.subarray(at, at + 65_536)
}

const lines = { type: 'JsonlDecoder' }
const json = { type: 'JsonDecoder' }
const csv = { type: 'CsvDecoder' }
const xml = { type: 'XmlDecoder' }
const gzip = (decoder: object) => ({ type: 'GzipDecoder', decoder })
const zip = (decoder: object) => ({ type: 'ZipfileDecoder', decoder })
const zeros = (megabytes: number) => new Uint8Array(megabytes * megabyte)
const entries = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, i) => [`${i}.json`, new Uint8Array()]))
const digits = '9'.repeat(1_000_000)

/** An archive with numbers of its central directory changed: at `offset` of each entry. */
function forged(archive: Uint8Array, offset: number, value: number): Uint8Array {
  const copy = archive.slice()
  const view = new DataView(copy.buffer)
  for (let at = 0; at + 46 <= copy.length; at += 1) {
    if (view.getUint32(at, true) === 0x02014b50) view.setUint32(at + offset, value, true)
  }
  return copy
}
const inflatedSize = 24
const headerOffset = 42

// Each is at most some megabytes here and would be far more unpacked, expanded or buffered.
const refused: readonly (readonly [string, object, () => Iterable<Uint8Array>])[] = [
  ['gzip of zeros', gzip(lines), () => split(gzipSync(zeros(40)))],
  ['gzip of gzip of zeros', gzip(gzip(lines)), () => split(gzipSync(gzipSync(zeros(40))))],
  [
    'gzip that is cut off',
    gzip(lines),
    () => split(gzipSync(strToU8('{"a":1}\n')).subarray(0, 14)),
  ],
  ['zip of zeros', zip(json), () => split(zipSync({ 'a.json': zeros(40) }))],
  ['zip of 2,000 empty files', zip(json), () => split(zipSync(entries(2_000)))],
  [
    'zip that says it is small',
    zip(json),
    () => split(forged(zipSync({ 'a.json': zeros(40) }), inflatedSize, 10)),
  ],
  [
    'zip that says it is huge',
    zip(json),
    () => split(forged(zipSync({ 'a.json': strToU8('{}') }), inflatedSize, 0xfffffff0)),
  ],
  [
    'zip whose entries lie beyond its end',
    zip(json),
    () => split(forged(zipSync({ 'a.json': strToU8('{}') }), headerOffset, 0x7fffffff)),
  ],
  [
    'zip of a zip',
    zip(json),
    () => split(zipSync({ 'a.zip': zipSync({ 'b.json': strToU8('{}') }) })),
  ],
  ['a line that never ends', lines, () => repeated('x', 20 * megabyte, '"')],
  ['a quote that never ends', csv, () => repeated('x', 20 * megabyte, 'a,b\n"')],
  [
    'an item that never ends',
    { type: 'JsonItemsDecoder', items_path: 'data.item' },
    () => repeated('x', 20 * megabyte, '{"data":{"item":["'),
  ],
]

const borne: readonly (readonly [string, object, () => Iterable<Uint8Array>])[] = [
  ['JSON 100,000 deep', json, () => split(strToU8('['.repeat(100_000) + ']'.repeat(100_000)))],
  ['JSON 100,000 deep and cut off', json, () => split(strToU8('['.repeat(100_000)))],
  [
    'JSON with a million keys',
    json,
    () => split(strToU8(`{${Array.from({ length: 200_000 }, (_, i) => `"k${i}":0`).join()}}`)),
  ],
  ['a number of a million digits', json, () => split(strToU8(`{"n":${digits}}`))],
  ['a fraction of a million digits', json, () => split(strToU8(`{"n":0.${digits}}`))],
  ['an exponent beyond all measure', json, () => split(strToU8('{"n":1e999999999}'))],
  ['JSON that says a key twice', json, () => split(strToU8('{"a":1,"a":2}'))],
  ['a lone surrogate', json, () => split(strToU8('{"a":"\\ud800"}'))],
  ['a byte order mark in UTF-8', json, () => split(strToU8('\ufeff{"a":1}'))],
  ['a byte order mark in UTF-16', json, () => split(Uint8Array.of(0xff, 0xfe, 0x7b, 0, 0x7d, 0))],
  ['lines of 100,000 deep', lines, () => split(strToU8(`${'['.repeat(100_000)}\n`.repeat(3)))],
  [
    'CSV with 100,000 columns',
    csv,
    () => split(strToU8(`${'a,'.repeat(100_000)}b\n${'1,'.repeat(100_000)}2\n`)),
  ],
  [
    'gzip with garbage behind it',
    gzip(lines),
    () => split(Uint8Array.of(...gzipSync(strToU8('{"a":1}\n')), 1, 2, 3)),
  ],
  [
    'gzip of many members',
    gzip(lines),
    () => Array.from({ length: 1000 }, () => gzipSync(strToU8('{"a":1}\n'))),
  ],
  [
    'zip whose entries are one and the same place',
    zip(json),
    () =>
      split(
        forged(zipSync({ 'a.json': strToU8('{"a":1}'), 'b.json': strToU8('{}') }), headerOffset, 0),
      ),
  ],
  [
    'zip with names that lead out of it',
    zip(json),
    () => split(zipSync({ '../../a.json': strToU8('{}'), '/etc/b.json': strToU8('{}') })),
  ],
  [
    'JSON in UTF-32',
    json,
    () => split(Uint8Array.of(0xff, 0xfe, 0, 0, 0x7b, 0, 0, 0, 0x7d, 0, 0, 0)),
  ],
  [
    'XML that wants a file',
    xml,
    () => split(strToU8('<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>')),
  ],
  ['XML 100,000 deep', xml, () => split(strToU8('<a>'.repeat(100_000)))],
  [
    'XML entity bomb',
    xml,
    () =>
      split(
        strToU8(
          '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]><x>&c;</x>',
        ),
      ),
  ],
]

/** Resident memory that may be added at most, and the memory that was. Growth beyond is a leak. */
const grownMegabytesMax = 250

describe('a body that is made to do harm', () => {
  it.each(refused)('%s is refused with a reason', async (_name, config, pieces) => {
    const { error } = await decode(config, pieces())
    expect(error).toBeInstanceOf(EngineError)
    expect(String((error as EngineError).message).length).toBeLessThan(1000)
  })

  it.each(borne)('%s is read, or refused with a reason', async (_name, config, pieces) => {
    const { error, bodies } = await decode(config, pieces())
    if (error !== undefined) expect(error).toBeInstanceOf(EngineError)
    // Nothing here holds more than the records that were put into it.
    expect(bodies).toBeLessThanOrEqual(1000)
  })

  it('is stopped before it fills the memory', async () => {
    const before = process.memoryUsage().rss
    const bomb = gzipSync(zeros(64))
    await decode(gzip(lines), split(bomb))
    await decode(lines, repeated('x', 64 * megabyte, '"'))
    await decode(csv, repeated('x', 64 * megabyte, 'a\n"'))
    const grown = (process.memoryUsage().rss - before) / megabyte
    // Some of it is the zeros that this test packed.
    expect(grown).toBeLessThan(grownMegabytesMax)
  }, 30_000)
})
