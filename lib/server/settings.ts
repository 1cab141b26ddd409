import 'server-only'
import type { Settings } from '../contracts/settings'
import { appVersion } from './app-version'
import { checkDatabase } from './data/health'
import { providerOf } from './database/adapter'
import { env } from './env'
import { practiceServer } from './practice/practice-server'

/** How this installation is set up. */
export function settings(): Settings {
  const practice = practiceServer()
  const { databaseUrl, dataDir } = env()
  return {
    version: appVersion,
    mode: 'personal',
    database: providerOf(databaseUrl),
    dataFolder: dataDir,
    ...(practice && { practiceBaseUrl: practice.url }),
  }
}

/** Answers when the database does; throws its error when it does not. */
export async function health(): Promise<{ status: 'ok'; version: string }> {
  await checkDatabase()
  return { status: 'ok', version: appVersion }
}
