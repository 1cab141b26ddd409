import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { float } from '../../engine/values/value'
import { Redactor } from './redact'

const hostile = [
  'sk_live_51HxQ8',
  'p"a\\ss/w\'ord<&>',
  'per%20cent%zz and space',
  'a+b/c==&d=e?f#g',
  'line one\nline two\r\n',
  'ünïcødé-пароль-秘密-🔑',
  '{"type":"service_account","key":"v"}',
  'x'.repeat(10) + 'K9'.repeat(2000),
]

const percent = (text: string) =>
  [...Buffer.from(text)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('')

const units = (text: string) =>
  text
    .split('')
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join('')

const encodings: Readonly<Record<string, (secret: string) => string>> = {
  raw: (secret) => secret,
  percent: encodeURIComponent,
  'percent, lower case': (secret) =>
    encodeURIComponent(secret).replace(/%../g, (code) => code.toLowerCase()),
  form: (secret) => new URLSearchParams({ s: secret }).toString().slice(2),
  JSON: (secret) => JSON.stringify(secret).slice(1, -1),
  'ASCII JSON': (secret) =>
    JSON.stringify(secret)
      .slice(1, -1)
      .replace(/[\u007f-\uffff]/g, units),
  HTML: (secret) =>
    secret
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll('"', '&quot;')
      .replaceAll("'", '&#39;'),
  Base64: (secret) => Buffer.from(secret).toString('base64'),
  'Base64 for URLs': (secret) => Buffer.from(secret).toString('base64url'),
  'Basic authentication': (secret) => btoa(String.fromCharCode(...Buffer.from(`me:${secret}`))),
  hex: (secret) => Buffer.from(secret).toString('hex'),
  HEX: (secret) => Buffer.from(secret).toString('hex').toUpperCase(),
  'UTF-16': units,
}

describe.each(Object.keys(encodings))('%s', (name) => {
  it.each(hostile.map((secret) => [secret.slice(0, 20), secret]))(
    'of %j is masked',
    (_s, secret) => {
      const encoded = encodings[name]?.(secret) ?? ''
      const redactor = new Redactor([{ name: 'key', value: secret }])
      const masked = redactor.text(`before ${encoded} after`)
      expect(masked).toMatch(/^before .{0,4}‹secret:key›.{0,4} after$/s)
    },
  )
})

describe('a redactor', () => {
  it('masks in the middle of longer Base64, at every alignment', () => {
    const redactor = new Redactor([{ name: 'key', value: 'sk_live_51HxQ8' }])
    for (const user of ['', 'a', 'ab', 'abc', 'abcd']) {
      const masked = redactor.text(btoa(`${user}:sk_live_51HxQ8:more`))
      expect(masked).toContain('‹secret:key›')
    }
  })

  it('masks the longer of two secrets that begin alike', () => {
    const redactor = new Redactor([
      { name: 'short', value: 'abcdef' },
      { name: 'long', value: 'abcdefgh' },
    ])
    expect(redactor.text('abcdefgh abcdef')).toBe('‹secret:long› ‹secret:short›')
  })

  it('masks every occurrence', () => {
    const redactor = new Redactor([{ name: 'key', value: 'secret-value' }])
    expect(redactor.text('secret-value,secret-value')).toBe('‹secret:key›,‹secret:key›')
    expect(redactor.text('secret-value')).toBe('‹secret:key›')
  })

  it('learns more secrets', () => {
    const redactor = new Redactor()
    expect(redactor.text('access-token-1')).toBe('access-token-1')
    redactor.add({ name: 'token', value: 'access-token-1' })
    expect(redactor.text('access-token-1')).toBe('‹secret:token›')
  })

  it('leaves what holds no secret as the same object, numbers with a class included', () => {
    const redactor = new Redactor([{ name: 'key', value: 'secret-value' }])
    const value = { a: [1, 10n ** 20n, null, true, float(10)], b: { c: 'text that is longer' } }
    expect(redactor.value(value)).toBe(value)
    const echoed = redactor.value({ ...value, d: ['x secret-value'] })
    expect(echoed.d).toEqual(['x ‹secret:key›'])
    expect(echoed.a).toBe(value.a)
  })

  it('masks keys, and numbers that are a secret', () => {
    const redactor = new Redactor([{ name: 'account', value: '12345678' }])
    const masked = redactor.value({ '12345678': 1, id: 12345678, big: 12345678n, other: 1234567 })
    expect(masked).toEqual({
      '‹secret:account›': 1,
      id: '‹secret:account›',
      big: '‹secret:account›',
      other: 1234567,
    })
  })

  it('keeps a key that is called __proto__ a plain key', () => {
    const redactor = new Redactor([{ name: 'key', value: 'secret-value' }])
    const masked = redactor.value(JSON.parse('{"__proto__": {"a": "secret-value"}}'))
    expect(JSON.stringify(masked)).toBe('{"__proto__":{"a":"‹secret:key›"}}')
  })

  it('does not overflow on deep values', () => {
    const redactor = new Redactor([{ name: 'key', value: 'secret-value' }])
    const deep = JSON.parse(`${'['.repeat(100_000)}"secret-value"${']'.repeat(100_000)}`)
    expect(() => redactor.value(deep)).not.toThrow()
  })

  it('does not shred texts with short or common secrets, and masks them where they are sent', () => {
    const redactor = new Redactor([
      { name: 'pin', value: 'a1' },
      { name: 'password', value: 'password' },
    ])
    expect(redactor.text('a1 is the password of data1')).toBe('a1 is the password of data1')
    expect(redactor.maskToken('Token a1')).toBe('Token ‹secret:pin›')
    expect(redactor.maskToken('?key=a1&page=a12')).toBe('?key=‹secret:pin›&page=a12')
  })

  it('masks a secret that was cut at the end', () => {
    const redactor = new Redactor([{ name: 'key', value: 'secret-value' }])
    expect(redactor.cutText('{"echo":"secret-va')).toBe('{"echo":"‹secret:cut›')
    expect(redactor.cutText('nothing here')).toBe('nothing here')
  })

  it('masks in a stream wherever the pieces end', () => {
    const secret = 'secret "value"'
    void fc.assert(
      fc.property(
        fc.array(fc.constantFrom('x', 'secret', ' ', '"', secret, encodeURIComponent(secret))),
        fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 }),
        (parts, sizes) => {
          const text = parts.join('')
          const stream = new Redactor([{ name: 'key', value: secret }]).stream()
          let out = ''
          for (let at = 0, turn = 0; at < text.length; turn += 1) {
            const size = sizes[turn % sizes.length] ?? 1
            out += stream.push(text.slice(at, at + size))
            at += size
          }
          out += stream.end()
          expect(out).not.toContain(secret)
          expect(out).not.toContain(encodeURIComponent(secret))
          expect(out).toBe(new Redactor([{ name: 'key', value: secret }]).text(text))
        },
      ),
    )
  })

  it('never leaves a secret in a text, in any encoding', () => {
    void fc.assert(
      fc.property(
        fc.string({ minLength: 8, unit: 'grapheme' }).filter((text) => text.trim().length >= 8),
        fc.constantFrom(...Object.keys(encodings).filter((name) => !name.startsWith('Bas'))),
        (secret, name) => {
          const encoded = encodings[name]?.(secret) ?? ''
          const masked = new Redactor([{ name: 'key', value: secret }]).text(`<${encoded}>`)
          expect(masked).toBe('<‹secret:key›>')
        },
      ),
    )
  })

  it('gives 100,000 values without a secret back as they came', () => {
    const redactor = new Redactor(hostile.map((value, index) => ({ name: `s${index}`, value })))
    const records = Array.from({ length: 10_000 }, (_, id) => ({
      id,
      name: `Customer number ${id}`,
      email: `customer.${id}@example.com`,
      note: 'A sentence that is somewhat longer than the other values of this record.',
      tags: ['one', 'two'],
    }))
    expect(redactor.value(records)).toBe(records)
  })
})

it('percent of every byte is masked for ASCII secrets too', () => {
  const redactor = new Redactor([{ name: 'key', value: 'sk_live_51HxQ8' }])
  expect(redactor.text(percent('sk_live_51HxQ8'))).toBe('‹secret:key›')
})
