import { describe, expect, it } from 'vitest'
import { decodeBase64, encodeBase64 } from './base64'
import { encodeForm, quotePlus } from './form'
import { hashHex, hmacHex } from './hash'
import { pythonRegex } from './regex'
import { float, Tuple } from './value'

describe('pythonRegex', () => {
  it('replaces as re.sub does, empty matches included', () => {
    expect(pythonRegex('x*').replace('abxd', '-')).toBe('-a-b--d-')
    expect(pythonRegex('(\\w)(?P<n>\\d)').replace('é1 b2', '\\g<n>\\1')).toBe('1é 2b')
  })

  it('matches at the start only where asked', () => {
    expect(pythonRegex('b').match('ab')).toBeUndefined()
    expect(pythonRegex('b').search('ab')).toMatchObject({ start: 1, text: 'b' })
  })

  it.each(['(?=a)b', '(a)\\1', '(?<!a)b', 'a(', 'a++'])(
    'explains why %s cannot be used',
    (pattern) => {
      expect(() => pythonRegex(pattern)).toThrow(expect.objectContaining({ kind: 're.error' }))
    },
  )

  it('takes time in proportion to the text', () => {
    expect(pythonRegex('^(a+)+$').test(`${'a'.repeat(20_000)}!`)).toBe(false)
  })
})

describe('forms', () => {
  it('encodes as requests does', () => {
    const fields = {
      i: 1,
      f: float(1),
      t: true,
      n: null,
      l: [1, null, 'x'],
      e: [],
      tup: new Tuple([1, 2]),
    }
    expect(encodeForm(fields)).toBe('i=1&f=1.0&t=True&l=1&l=x&tup=1&tup=2')
    expect(quotePlus("a b/é~-_.!*'()")).toBe('a+b%2F%C3%A9~-_.%21%2A%27%28%29')
  })
})

describe('hashes and Base64', () => {
  const utf8 = (text: string) => new TextEncoder().encode(text)

  it('gives the known digests', () => {
    expect(hashHex('md5', utf8('abc'))).toBe('900150983cd24fb0d6963f7d28e17f72')
    expect(hashHex('sha1', utf8('abc'))).toBe('a9993e364706816aba3e25717850c26c9cd0d89d')
    expect(hmacHex('sha256', utf8('k'), utf8('m'))).toBe(
      'b60090e3052297aeb5a080889ce2fc4bca957e756faeb4df7d31800ca1e771ec',
    )
  })

  it('reads Base64 leniently and wants its padding', () => {
    expect(new TextDecoder().decode(decodeBase64('YW\nJj!'))).toBe('abc')
    expect(encodeBase64(utf8('user:pw'))).toBe('dXNlcjpwdw==')
    expect(() => decodeBase64('YWI')).toThrow(expect.objectContaining({ kind: 'binascii.Error' }))
  })
})
