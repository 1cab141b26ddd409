import { join, resolve } from 'node:path'
import { z } from 'zod'

const port = z.coerce.number().int().min(1).max(65_535)
const text = (fallback: string) =>
  z
    .string()
    .optional()
    .transform((value) => value || fallback)

const schema = z.object({
  HOST: text(''),
  PORT: z.preprocess((value) => value || 3000, port),
  DATABASE_URL: text(''),
  PLUMBLINE_DATA_DIR: text('./data'),
  PLUMBLINE_CONNECTORS_DIR: text(''),
  PLUMBLINE_RUNNER: text(''),
  PLUMBLINE_PRINT_LINK: text(''),
  NODE_EXTRA_CA_CERTS: text(''),
  TZ: text(''),
  OPENAI_BASE_URL: text(''),
  OPENAI_API_KEY: text(''),
  OPENAI_MODEL: text(''),
  PRACTICE_PORT: z.preprocess((value) => value || undefined, port.optional()),
  NODE_ENV: text('production'),
})

/** What the surroundings of the process say, with defaults filled in. */
export interface ServerEnv {
  /** The host that the server was told to listen on; empty when it was told nothing. */
  readonly host: string
  readonly port: number
  readonly databaseUrl: string
  /** An absolute path. Holds the database, unless it is elsewhere, and the key file. */
  readonly dataDir: string
  readonly isLinkPrinted: boolean
  /** Absent: the port after this server's, or any that is free. */
  readonly practicePort: number | undefined
  readonly isDevelopment: boolean
  /** The language model that is asked where the settings name none. Empty texts: not said. */
  readonly model: { readonly baseUrl: string; readonly key: string; readonly name: string }
  /** Where `prisma/migrations` is. */
  readonly rootDir: string
  /** Where the sample connectors are. */
  readonly connectorsDir: string
  /** The built program that runs reads in processes of their own; empty: they run in this one. */
  readonly runnerScript: string
  /** All that those processes see of the environment. */
  readonly runnerEnvironment: Readonly<Record<string, string>>
}

let parsed: ServerEnv | undefined

/**
 * The environment, read once. The only reader of `process.env` in `lib`.
 *
 * @throws Error that names the variable which is wrong
 */
export function env(): ServerEnv {
  parsed ??= parseEnv(process.env)
  return parsed
}

/** Parses variables; see `env`. */
export function parseEnv(variables: Readonly<Record<string, string | undefined>>): ServerEnv {
  const result = schema.safeParse(variables)
  if (!result.success)
    throw new Error(`The environment is wrong.\n${z.prettifyError(result.error)}`)
  const { data } = result
  const dataDir = resolve(data.PLUMBLINE_DATA_DIR)
  return {
    host: data.HOST,
    port: data.PORT,
    databaseUrl: data.DATABASE_URL || `file:${dataDir}/plumbline.db`,
    dataDir,
    isLinkPrinted: data.PLUMBLINE_PRINT_LINK !== '' && data.PLUMBLINE_PRINT_LINK !== '0',
    practicePort: data.PRACTICE_PORT,
    isDevelopment: data.NODE_ENV === 'development',
    model: {
      baseUrl: data.OPENAI_BASE_URL.trim().replace(/\/+$/, ''),
      key: data.OPENAI_API_KEY.trim(),
      name: data.OPENAI_MODEL.trim(),
    },
    rootDir: process.cwd(),
    connectorsDir: data.PLUMBLINE_CONNECTORS_DIR || join(process.cwd(), 'connectors'),
    runnerScript: data.PLUMBLINE_RUNNER,
    runnerEnvironment: {
      NODE_ENV: data.NODE_ENV,
      ...(data.NODE_EXTRA_CA_CERTS && { NODE_EXTRA_CA_CERTS: data.NODE_EXTRA_CA_CERTS }),
      ...(data.TZ && { TZ: data.TZ }),
    },
  }
}
