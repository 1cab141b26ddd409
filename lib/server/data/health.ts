import 'server-only'
import { db } from '../db'

/** Asks the database for anything at all; throws what it throws. */
export async function checkDatabase(): Promise<void> {
  await db().setting.findFirst({ select: { name: true } })
}
