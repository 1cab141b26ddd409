import 'server-only'
import { db } from '../db'
import { AppError } from '../errors'
import { hashToken, newToken } from './token'

const hoursValid = 12

/** Makes a token that signs a browser in as a member, once, within 12 hours. */
export async function createSignInToken(memberId: string, now = new Date()): Promise<string> {
  const token = newToken()
  await db().signInToken.deleteMany({ where: { expiresAt: { lt: now } } })
  await db().signInToken.create({
    data: {
      tokenHash: hashToken(token),
      memberId,
      expiresAt: new Date(now.getTime() + hoursValid * 3_600_000),
    },
  })
  return token
}

/**
 * Uses a token up and gives the member it was made for. Of several that try at once, one succeeds.
 *
 * @throws AppError `unauthorized` when it is unknown, has expired or was used
 */
export async function consumeSignInToken(token: string, now = new Date()): Promise<string> {
  const tokenHash = hashToken(token)
  const { count } = await db().signInToken.updateMany({
    where: { tokenHash, usedAt: null, expiresAt: { gt: now } },
    data: { usedAt: now },
  })
  const found = await db().signInToken.findUnique({ where: { tokenHash } })
  if (count === 1 && found) return found.memberId
  throw new AppError(
    'unauthorized',
    found?.usedAt
      ? 'This link was used already. Start the studio again to get a new one.'
      : 'This link is not valid any more. Start the studio again to get a new one.',
  )
}
