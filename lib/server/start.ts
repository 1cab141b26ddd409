import 'server-only'
import { preparePersonalMode } from './auth/personal-mode'
import { createSignInToken } from './auth/sign-in-token'
import { checkKeyFile } from './data/key-ring'
import { prepareDatabase } from './database/prepare'
import { env } from './env'
import { startPracticeApi } from './practice/practice-server'
import { runnerPool } from './runner/start-run'

/**
 * What has to stand before the first request is answered: the database, the one member of personal
 * mode, the practice API, and the link that signs a browser in.
 */
export async function start(): Promise<void> {
  const { databaseUrl, rootDir, isLinkPrinted } = env()
  await prepareDatabase(databaseUrl, rootDir)
  await checkKeyFile()
  const memberId = await preparePersonalMode()
  await startPracticeApi()
  runnerPool()?.warm()
  if (isLinkPrinted) printLink(await createSignInToken(memberId))
}

/** Scripts and tests look for this line: it is the whole line and the only one of its kind. */
function printLink(token: string): void {
  const { host, port } = env()
  const isAnyAddress = host === '' || host === '0.0.0.0' || host === '::'
  const name = isAnyAddress ? '127.0.0.1' : host.includes(':') ? `[${host}]` : host
  process.stdout.write(`Plumbline is ready: http://${name}:${port}/sign-in?token=${token}\n`)
}
