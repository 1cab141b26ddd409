import fc from 'fast-check'
import { gzipSync, strToU8, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { EngineResponse } from '../response'
import { fakeContext, fakeEngine } from '../testing/fake-context'
import type { Json } from '../values/value'
import { decoderKind } from './decoder'

function responseOf(chunks: readonly Uint8Array[], headers: readonly [string, string][] = []) {
  async function* body() {
    yield* chunks
  }
  return new EngineResponse({
    status: 200,
    headers,
    url: 'https://x.test/',
    redirects: [],
    body: body(),
  })
}

function pieces(bytes: Uint8Array, size: number): Uint8Array[] {
  const result: Uint8Array[] = []
  for (let i = 0; i < bytes.length; i += size) result.push(bytes.subarray(i, i + size))
  return result
}

async function decoded(
  config: object,
  body: Uint8Array | string,
  size = 7,
  headers: readonly [string, string][] = [],
): Promise<Json[]> {
  const bytes = typeof body === 'string' ? strToU8(body) : body
  const bodies: Json[] = []
  const decoder = fakeContext().build(decoderKind, config, 'decoder')
  const response = responseOf(pieces(bytes, size), headers)
  for await (const batch of decoder.decode(response)) bodies.push(...batch)
  return bodies
}

const failsWith = (code: string) => expect.objectContaining({ code })

describe('JsonDecoder', () => {
  it.each([
    ['', [{}]],
    ['not json', [{}]],
    ['{"a":1}{"b":2}', [{}]],
    ['null', [{}]],
    ['[]', [{}]],
    ['[1,2]', [1, 2]],
    ['"str"', ['str']],
    ['{"a":1}', [{ a: 1 }]],
  ])('reads %j as %j', async (text, bodies) => {
    expect(await decoded({ type: 'JsonDecoder' }, text)).toEqual(bodies)
  })

  it('takes bytes that are no UTF-8 for no JSON', async () => {
    expect(await decoded({ type: 'JsonDecoder' }, Uint8Array.of(0x22, 0xe9, 0x22))).toEqual([{}])
  })

  it('keeps whole numbers beyond 2^53', async () => {
    expect(await decoded({ type: 'JsonDecoder' }, '{"id":12345678901234567}')).toEqual([
      { id: 12345678901234567n },
    ])
  })
})

describe('JsonlDecoder', () => {
  it('reads a value a line and skips lines that are none', async () => {
    expect(await decoded({ type: 'JsonlDecoder' }, '{"a":1}\n\nnope\n[1]\n"é"')).toEqual([
      { a: 1 },
      [1],
      'é',
    ])
  })

  it('stops at a line without an end', async () => {
    const line = strToU8(`"${'x'.repeat(17 * 1024 * 1024)}`)
    await expect(decoded({ type: 'JsonlDecoder' }, line, 1024 * 1024)).rejects.toThrow(
      failsWith('record_too_large'),
    )
  })
})

describe('JsonItemsDecoder', () => {
  it.each([
    [
      'data',
      '{"x":{"data":[9]},"data":[{"a":"]}"},2,[3],"s\\"q"],"y":[4]}',
      [{ a: ']}' }, 2, [3], 's"q'],
    ],
    ['a.b', '{"a":{"c":[0],"b":[1,{"b":[7]}]}}', [1, { b: [7] }]],
    ['', '[1, 2]', [1, 2]],
    ['missing', '{"data":[1]}', []],
    ['data', '{"data":[]}', []],
    ['a.item.b', '{"a":[{"b":[1]},{"b":[2]}]}', [1, 2]],
  ])('reads the items at %j of %s', async (items_path, text, items) => {
    expect(await decoded({ type: 'JsonItemsDecoder', items_path }, text, 3)).toEqual(items)
  })

  it('fails when the JSON is cut off', async () => {
    await expect(
      decoded({ type: 'JsonItemsDecoder', items_path: 'data' }, '{"data":[1,2'),
    ).rejects.toThrow(failsWith('json_cut_off'))
  })

  it('finds the items of any list, however it arrives', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.jsonValue()),
        fc.integer({ min: 1, max: 9 }),
        async (items, size) => {
          const text = JSON.stringify({ before: items, data: items, after: [1] })
          const expected = await decoded({ type: 'JsonDecoder' }, JSON.stringify([items]))
          expect([
            await decoded({ type: 'JsonItemsDecoder', items_path: 'data' }, text, size),
          ]).toEqual(expected)
        },
      ),
      { numRuns: 50 },
    )
  })
})

describe('CsvDecoder', () => {
  it.each([
    ['a,b\n1\n', {}, [{ a: '1', b: null }]],
    ['a, b\n1, 2', {}, [{ a: '1', ' b': ' 2' }]],
    [
      'a,b\nNA,2\n,null\n',
      { set_values_to_none: ['NA', ''] },
      [
        { a: null, b: '2' },
        { a: null, b: 'null' },
      ],
    ],
    ['a;b\r\n"x;\r\n""y""";2\r\n\r\n', { delimiter: ';' }, [{ a: 'x;\n"y"', b: '2' }]],
    ['a\tb\n1\t2', { delimiter: '\\t' }, [{ a: '1', b: '2' }]],
    ['a,a\n1,2', {}, [{ a: '2' }]],
    ['a\n1,2,3\n4', {}, [{ a: '1', null: ['2', '3'] }, { a: '4' }]],
    ['a,b\nx"y,z\n', {}, [{ a: 'x"y', b: 'z' }]],
  ])('reads %j', async (text, options, records) => {
    expect(await decoded({ type: 'CsvDecoder', ...options }, text)).toEqual(records)
  })

  it('reads what it is written in', async () => {
    const latin = Uint8Array.of(0x61, 0x0a, 0xe9)
    expect(await decoded({ type: 'CsvDecoder', encoding: 'latin-1' }, latin)).toEqual([{ a: 'é' }])
    await expect(decoded({ type: 'CsvDecoder' }, latin)).rejects.toThrow(
      failsWith('encoding_broken'),
    )
  })

  it('stops at a quote that never ends', async () => {
    const text = `a\n"${'x,'.repeat(600_000)}`
    await expect(decoded({ type: 'CsvDecoder' }, text, 65_536)).rejects.toThrow(
      failsWith('csv_too_large'),
    )
  })

  it('reads the same in pieces of any size', async () => {
    const text = 'id,text\r\n1,"a, ""b""\r\nc"\r\n2,\n3,x\n'
    const whole = await decoded({ type: 'CsvDecoder' }, text, 1000)
    for (const size of [1, 2, 3, 5, 11]) {
      expect(await decoded({ type: 'CsvDecoder' }, text, size)).toEqual(whole)
    }
  })
})

describe('XmlDecoder', () => {
  it.each([
    ['<r a="1">t</r>', { r: { '@a': '1', '#text': 't' } }],
    ['<r><i>1</i><i>2</i></r>', { r: { i: ['1', '2'] } }],
    ['<r>t<a>1</a>u</r>', { r: { a: '1', '#text': 'tu' } }],
    ['<r/>', { r: null }],
    [
      '<?xml version="1.0"?><!-- c --><r xmlns:x="u"><x:i> 1 </x:i></r>',
      { r: { '@xmlns:x': 'u', 'x:i': '1' } },
    ],
    ['<r><![CDATA[a<b]]></r>', { r: 'a<b' }],
    ['<r>&lt;&amp;</r>', { r: '<&' }],
    ['<r a="&#65;&quot;">&#65;&#x1F600;&amp;lt;</r>', { r: { '@a': 'A"', '#text': 'A😀&lt;' } }],
    ['<r><![CDATA[&lt;&#65;]]></r>', { r: '&lt;&#65;' }],
    ['<!DOCTYPE r [<!ENTITY e "x">]><r>a&e;b</r>', { r: 'ab' }],
    ['<r>&nbsp;</r>', {}],
    ['<r>&#xD800;</r>', {}],
    ['<r', {}],
    ['', {}],
  ])('reads %s', async (text, body) => {
    expect(await decoded({ type: 'XmlDecoder' }, text)).toEqual([body])
  })

  it.each([
    ['text/xml', 'Ã©'],
    ['text/xml; charset=utf-8', 'é'],
    ['application/xml', 'é'],
  ])('of the type %s reads é in UTF-8 as %s', async (type, text) => {
    const headers: [string, string][] = [['Content-Type', type]]
    expect(await decoded({ type: 'XmlDecoder' }, '<r>é</r>', 7, headers)).toEqual([{ r: text }])
  })

  it('does not expand entity bombs or follow external entities', async () => {
    const bomb = `<!DOCTYPE r [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;">]><r>&d;</r>`
    expect(JSON.stringify(await decoded({ type: 'XmlDecoder' }, bomb)).length).toBeLessThan(2000)
    const external = '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><r>&x;</r>'
    expect(JSON.stringify(await decoded({ type: 'XmlDecoder' }, external))).not.toContain('root:')
  })

  it('gives up on elements that are nested too deeply', async () => {
    const deep = '<a>'.repeat(5000) + '</a>'.repeat(5000)
    expect(await decoded({ type: 'XmlDecoder' }, deep, 65_536)).toEqual([{}])
  })
})

describe('GzipDecoder', () => {
  const json = { type: 'GzipDecoder', decoder: { type: 'JsonDecoder' } }
  const lines = { type: 'GzipDecoder', decoder: { type: 'JsonlDecoder' } }

  it('notices data that was cut off at any place', async () => {
    const packed = gzipSync(strToU8('{"a":1}\n{"a":2}\n'))
    for (let length = 2; length < packed.length; length += 1) {
      await expect(decoded(lines, packed.subarray(0, length)), String(length)).rejects.toThrow(
        failsWith('gzip_invalid'),
      )
    }
    expect(await decoded(lines, Uint8Array.of(...packed, ...packed))).toHaveLength(4)
  })

  it('unpacks what is packed and passes on what is not', async () => {
    expect(await decoded(json, gzipSync(strToU8('{"a":1}')))).toEqual([{ a: 1 }])
    expect(await decoded(json, '{"a":1}', 1)).toEqual([{ a: 1 }])
    const csv = { type: 'GzipDecoder', decoder: { type: 'CsvDecoder' } }
    expect(await decoded(csv, gzipSync(strToU8('a\n1\n2\n')))).toEqual([{ a: '1' }, { a: '2' }])
  })

  it('takes no JSON inside for an error', async () => {
    await expect(decoded(json, gzipSync(strToU8('nope')))).rejects.toThrow(
      failsWith('json_invalid'),
    )
    await expect(decoded(json, 'null')).rejects.toThrow(failsWith('json_invalid'))
    expect(await decoded(json, '[]')).toEqual([])
  })

  it('stops data that is damaged or cut off', async () => {
    const packed = gzipSync(strToU8('x'.repeat(1000) + Math.PI))
    await expect(decoded(json, packed.subarray(0, packed.length - 12))).rejects.toThrow(
      failsWith('gzip_invalid'),
    )
  })

  it('stops a bomb long before it is unpacked', async () => {
    const bomb = gzipSync(new Uint8Array(64 * 1024 * 1024))
    const engine = fakeEngine({ options: { capture: { bodyBytesMax: 1 } } })
    const decoder = fakeContext({ engine }).build(
      decoderKind,
      { type: 'GzipDecoder', decoder: { type: 'JsonlDecoder' } },
      'decoder',
    )
    const read = async () => {
      for await (const _ of decoder.decode(responseOf([bomb])));
    }
    await expect(read()).rejects.toThrow(/unpacks to more than|longer than/)
  })
})

describe('ZipfileDecoder', () => {
  const csv = { type: 'ZipfileDecoder', decoder: { type: 'CsvDecoder' } }

  it('reads every file in order', async () => {
    const zip = zipSync({ 'b.csv': strToU8('a\n1\n'), 'a.csv': strToU8('a\n2\n') })
    expect(await decoded(csv, zip)).toEqual([{ a: '1' }, { a: '2' }])
  })

  it('says so when it is no archive', async () => {
    await expect(decoded(csv, 'nope')).rejects.toThrow(failsWith('zip_invalid'))
  })

  it('names the file that cannot be read', async () => {
    const zip = zipSync({ 'x.json': strToU8('nope') })
    const json = { type: 'ZipfileDecoder', decoder: { type: 'JsonDecoder' } }
    await expect(decoded(json, zip)).rejects.toThrow(/x\.json/)
  })

  it('refuses archives that unpack out of proportion', async () => {
    const zip = zipSync({ 'zeros.csv': new Uint8Array(8 * 1024 * 1024) })
    await expect(decoded(csv, zip)).rejects.toThrow(failsWith('archive_too_large'))
  })
})

describe('IterableDecoder', () => {
  it('makes a record of each line', async () => {
    expect(await decoded({ type: 'IterableDecoder' }, 'a\r\n\nb\nc')).toEqual([
      { record: 'a' },
      { record: '' },
      { record: 'b' },
      { record: 'c' },
    ])
  })
})
