import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { addMasterKey, openKeyFile } from './key-file'

let folder = ''
let path = ''

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'plumbline-key-'))
  path = join(folder, 'inner', 'plumbline.key')
})

afterEach(() => rmSync(folder, { recursive: true, force: true }))

const fresh = () => openKeyFile({ path, hasCiphertext: false })
const code = (name: string) => expect.objectContaining({ code: name })

describe('the key file', () => {
  it('is made for its owner only, and read again', async () => {
    const ring = await fresh()
    expect(statSync(path).mode & 0o777).toBe(0o600)
    expect(statSync(join(folder, 'inner')).mode & 0o777).toBe(0o700)
    expect(ring.keys[0].bytes.byteLength).toBe(32)
    expect(await openKeyFile({ path, hasCiphertext: true })).toEqual(ring)
    expect(readdirSync(join(folder, 'inner'))).toEqual(['plumbline.key'])
  })

  it('is not made when something stored needs an older one', async () => {
    await expect(openKeyFile({ path, hasCiphertext: true })).rejects.toThrow(code('key_missing'))
    expect(existsSync(path)).toBe(false)
  })

  it('is the same for everybody who makes it at the same time', async () => {
    const rings = await Promise.all(Array.from({ length: 20 }, fresh))
    for (const ring of rings) expect(ring).toEqual(rings[0])
    expect(readdirSync(join(folder, 'inner'))).toEqual(['plumbline.key'])
  })

  it.each([
    '',
    'no JSON',
    '{}',
    '[]',
    '{"format":1,"instance":"x","keys":[]}',
    `{"format":1,"instance":"${crypto.randomUUID()}","keys":[{"id":"0011223344556677","key":"c2hvcnQ="}]}`,
  ])('that holds %j is refused and left as it is', async (text) => {
    await fresh()
    writeFileSync(path, text)
    await expect(fresh()).rejects.toThrow(code('key_unreadable'))
    expect(readFileSync(path, 'utf8')).toBe(text)
  })

  it('that others may read is refused when strict, and else taken from them', async () => {
    await fresh()
    chmodSync(path, 0o644)
    const strict = openKeyFile({ path, hasCiphertext: true, isStrict: true })
    await expect(strict).rejects.toThrow(code('key_too_open'))
    await openKeyFile({ path, hasCiphertext: true })
    expect(statSync(path).mode & 0o777).toBe(0o600)
  })

  it('takes a new first key and keeps the others', async () => {
    const before = await fresh()
    const after = await addMasterKey(path)
    expect(after.instanceId).toBe(before.instanceId)
    expect(after.keys).toHaveLength(2)
    expect(after.keys[1]).toEqual(before.keys[0])
    expect(await fresh()).toEqual(after)
    expect(statSync(path).mode & 0o777).toBe(0o600)
  })

  it('does not tell its keys in errors', async () => {
    const [key] = (await fresh()).keys
    const base64 = Buffer.from(key.bytes).toString('base64')
    writeFileSync(path, readFileSync(path, 'utf8').replace('"format": 1', '"format": 2'))
    const error: unknown = await fresh().catch((caught: unknown) => caught)
    expect(String(error)).not.toContain(base64)
  })
})
