import 'server-only'
import { randomBytes, randomUUID } from 'node:crypto'
import { chmod, link, mkdir, open, readFile, rename, stat, unlink } from 'node:fs/promises'
import { dirname } from 'node:path'
import { z } from 'zod'
import { SecretsError } from './secrets-error'

/** A key that data keys are encrypted with. */
export interface MasterKey {
  /** Eight bytes as hex. Stands in front of everything that this key encrypted. */
  readonly id: string
  readonly bytes: Uint8Array
}

/** What the key file holds. The first key encrypts; all of them decrypt. */
export interface KeyRing {
  /** Binds what is encrypted to this installation. */
  readonly instanceId: string
  readonly keys: readonly [MasterKey, ...MasterKey[]]
}

export interface KeyFileOptions {
  /** Where the file is; outside of the database. */
  readonly path: string
  /**
   * True when something is stored that a key of the file encrypted: then a file that is missing is
   * an error, because a fresh key would not open it.
   */
  readonly hasCiphertext: boolean
  /** Refuse a file that others may read, instead of taking the right away from them. */
  readonly isStrict?: boolean | undefined
}

const fileSchema = z.strictObject({
  about: z.string().optional(),
  format: z.literal(1),
  instance: z.uuid(),
  keys: z
    .array(
      z.strictObject({
        id: z.string().regex(/^[0-9a-f]{16}$/),
        key: z.base64().refine((text) => Buffer.from(text, 'base64').byteLength === 32),
      }),
    )
    .min(1),
})

/**
 * Reads the key file, and makes it (mode 0600) where there is none and nothing needs it yet.
 *
 * @throws SecretsError `key_missing`, `key_unreadable`, or `key_too_open` when strict
 */
export async function openKeyFile(options: KeyFileOptions): Promise<KeyRing> {
  const text = await readIfThere(options.path)
  if (text !== undefined) {
    await keepToOwner(options)
    return parse(text, options.path)
  }
  if (options.hasCiphertext) {
    throw new SecretsError(
      'key_missing',
      `The key file ${options.path} is missing, and stored secrets need it. Put it back from your backup; a new key could not open them.`,
    )
  }
  return create(options.path)
}

/**
 * Adds a fresh key as the one that encrypts. Data keys that the older ones wrapped are still opened;
 * wrap them anew (`rewrapDataKey`) before an old key is taken out.
 */
export async function addMasterKey(path: string): Promise<KeyRing> {
  const ring = parse((await readIfThere(path)) ?? '', path)
  const extended: KeyRing = { ...ring, keys: [newKey(), ...ring.keys] }
  const temporary = await writeBeside(path, extended)
  await rename(temporary, path)
  return extended
}

async function create(path: string): Promise<KeyRing> {
  const ring: KeyRing = { instanceId: randomUUID(), keys: [newKey()] }
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  const temporary = await writeBeside(path, ring)
  try {
    // Unlike a rename, a link never replaces a file that another process made in between.
    await link(temporary, path)
    return ring
  } catch (error) {
    const other = await readIfThere(path)
    if (other === undefined) throw error
    return parse(other, path)
  } finally {
    await unlink(temporary)
  }
}

function newKey(): MasterKey {
  return { id: randomBytes(8).toString('hex'), bytes: new Uint8Array(randomBytes(32)) }
}

async function writeBeside(path: string, { instanceId, keys }: KeyRing): Promise<string> {
  const temporary = `${path}.${randomUUID()}`
  const content = {
    about: 'Opens the stored secrets. Keep it private and back it up apart from the database.',
    format: 1,
    instance: instanceId,
    keys: keys.map(({ id, bytes }) => ({ id, key: Buffer.from(bytes).toString('base64') })),
  }
  const file = await open(/* turbopackIgnore: true */ temporary, 'wx', 0o600)
  try {
    await file.writeFile(`${JSON.stringify(content, null, 2)}\n`)
    await file.sync()
  } finally {
    await file.close()
  }
  return temporary
}

async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw new SecretsError('key_unreadable', `The key file ${path} cannot be read`, {
      cause: error,
    })
  }
}

async function keepToOwner({ path, isStrict }: KeyFileOptions): Promise<void> {
  // Windows has no such bits; there the folder's rights decide.
  if (process.platform === 'win32') return
  const { mode } = await stat(path)
  if ((mode & 0o077) === 0) return
  if (isStrict) {
    const message = `The key file ${path} can be read by other users of this machine. Run: chmod 600 ${path}`
    throw new SecretsError('key_too_open', message)
  }
  await chmod(path, 0o600)
}

function parse(text: string, path: string): KeyRing {
  const { success, data } = fileSchema.safeParse(jsonOf(text))
  const keys = success
    ? data.keys.map(({ id, key }) => ({ id, bytes: new Uint8Array(Buffer.from(key, 'base64')) }))
    : []
  const [first, ...rest] = keys
  if (!success || !first) {
    throw new SecretsError('key_unreadable', `The key file ${path} is damaged or not a key file`)
  }
  return { instanceId: data.instance, keys: [first, ...rest] }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
