import fc from 'fast-check'
import { gzipSync, strToU8, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { EngineError } from '../errors'
import { EngineResponse } from '../response'
import { fakeContext } from '../testing/fake-context'
import { decoderKind } from './decoder'

const configs: Readonly<Record<string, object>> = {
  JsonDecoder: { type: 'JsonDecoder' },
  JsonlDecoder: { type: 'JsonlDecoder' },
  JsonItemsDecoder: { type: 'JsonItemsDecoder', items_path: 'data.item' },
  CsvDecoder: { type: 'CsvDecoder' },
  'CsvDecoder in UTF-16': { type: 'CsvDecoder', encoding: 'utf-16', delimiter: ';' },
  XmlDecoder: { type: 'XmlDecoder' },
  IterableDecoder: { type: 'IterableDecoder' },
  'GzipDecoder over lines': { type: 'GzipDecoder', decoder: { type: 'JsonlDecoder' } },
  'GzipDecoder over CSV': { type: 'GzipDecoder', decoder: { type: 'CsvDecoder' } },
  'ZipfileDecoder over JSON': { type: 'ZipfileDecoder', decoder: { type: 'JsonDecoder' } },
}

/** Bytes that look like what decoders read, bent in some place, and bytes that look like nothing. */
const texts = fc.oneof(
  fc.json(),
  fc.string({ unit: 'binary' }),
  fc
    .array(fc.constantFrom(...'{}[]":,<>/&;=\'\n\r\t\\ ab1é-.eE+', '\u0000', '\ud800', '﻿'))
    .map((list) => list.join('')),
  fc.constantFrom(
    '{"data":{"item":[',
    '<a><b>',
    '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
    'a,"b\n',
  ),
)
const plainBytes = fc.oneof(
  texts.map((text) => new TextEncoder().encode(text)),
  fc.uint8Array({ maxLength: 300 }),
)
const bent = (bytes: Uint8Array, at: number, by: number) => {
  const copy = bytes.slice()
  if (copy.length > 0) copy[at % copy.length] = by
  return copy
}
const anyBytes = fc.oneof(
  plainBytes,
  fc
    .tuple(plainBytes, fc.nat(), fc.nat(255))
    .map(([bytes, at, by]) => bent(gzipSync(bytes), at, by)),
  fc
    .tuple(plainBytes, fc.nat(), fc.nat(255))
    .map(([bytes, at, by]) => bent(zipSync({ 'a.json': bytes }), at, by)),
)

async function drain(config: object, bytes: Uint8Array, size: number): Promise<void> {
  async function* body() {
    for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
  }
  const decoder = fakeContext().build(decoderKind, config, 'decoder')
  const url = 'https://x.test/'
  const response = new EngineResponse({
    status: 200,
    headers: [],
    url,
    redirects: [],
    body: body(),
  })
  for await (const batch of decoder.decode(response)) expect(Array.isArray(batch)).toBe(true)
}

describe('decoders', () => {
  it.each(Object.entries(configs))('%s reads any bytes or says why not', async (_name, config) => {
    await fc.assert(
      fc.asyncProperty(anyBytes, fc.integer({ min: 1, max: 64 }), async (bytes, size) => {
        try {
          await drain(config, bytes, size)
        } catch (error) {
          expect(error).toBeInstanceOf(EngineError)
        }
      }),
      { numRuns: 150 },
    )
  })

  it.each(['__proto__', 'constructor', 'prototype'])(
    'a field called %s is a field',
    async (key) => {
      const text = `{"${key}":{"polluted":true},"deep":{"${key}":{"polluted":true}}}`
      const csv = `${key},id\nx,1\n`
      const xml = `<r><${key}><polluted>1</polluted></${key}></r>`
      const archived = gzipSync(strToU8(text))
      await drain({ type: 'JsonDecoder' }, strToU8(text), 8)
      await drain({ type: 'JsonlDecoder' }, strToU8(text), 8)
      await drain({ type: 'CsvDecoder' }, strToU8(csv), 8)
      await drain({ type: 'XmlDecoder' }, strToU8(xml), 8).catch((error: unknown) => {
        expect(error).toBeInstanceOf(EngineError)
      })
      await drain({ type: 'GzipDecoder', decoder: { type: 'JsonDecoder' } }, archived, 8)
      expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false)
      expect(({} as { polluted?: unknown }).polluted).toBeUndefined()
    },
  )
})
