import 'server-only'
import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { env } from './env'

let known: Buffer | undefined

/**
 * The key that encrypts the workspaces' keys. It lies in a file beside the database, never in it, and
 * is made when it is first needed; whoever loses it loses the stored secrets.
 *
 * @throws Error when the file holds something else
 */
export function keyFromFile(): Buffer {
  known ??= readOrMake(env().dataDir)
  return known
}

function readOrMake(dataDir: string): Buffer {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  const file = join(dataDir, 'plumbline.key')
  try {
    // Of two starts at the same time one makes the file, and both read it.
    const text = `${randomBytes(32).toString('base64')}\n`
    writeFileSync(file, text, { mode: 0o600, flag: 'wx' })
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  }
  const key = Buffer.from(readFileSync(file, 'utf8').trim(), 'base64')
  if (key.length !== 32) throw new Error(`${file} does not hold a key of 32 bytes`)
  return key
}
