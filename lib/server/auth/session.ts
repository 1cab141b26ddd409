import 'server-only'
import { db } from '../db'
import { env } from '../env'
import { AppError } from '../errors'
import { hashToken, newToken } from './token'

/** Who is signed in, and the workspace whose things this person may see. */
export interface User {
  readonly id: string
  readonly workspaceId: string
  readonly name: string
}

const sessionDays = 30

/** Cookies do not tell ports apart, so the name does: two studios on one machine stay apart. */
export function sessionCookieName(): string {
  return `plumbline_session_${env().port}`
}

/** How the session cookie is set. Plain HTTP on loopback is the default, so it is not `Secure`. */
export const sessionCookieOptions = {
  httpOnly: true,
  sameSite: 'lax',
  path: '/',
  maxAge: sessionDays * 86_400,
} as const

/** Signs a member in on one browser and gives the token for its cookie. */
export async function createSession(memberId: string, now = new Date()): Promise<string> {
  const token = newToken()
  await db().session.deleteMany({ where: { expiresAt: { lt: now } } })
  await db().session.create({
    data: {
      tokenHash: hashToken(token),
      memberId,
      expiresAt: new Date(now.getTime() + sessionDays * 86_400_000),
    },
  })
  return token
}

/** The user whose browser holds this token; undefined when it is unknown or has expired. */
export async function userOfToken(
  token: string | undefined,
  now = new Date(),
): Promise<User | undefined> {
  if (!token) return undefined
  const session = await db().session.findFirst({
    where: { tokenHash: hashToken(token), expiresAt: { gt: now } },
    select: { member: { select: { id: true, workspaceId: true, name: true } } },
  })
  return session?.member
}

/**
 * The signed-in user of a request.
 *
 * @throws AppError `unauthorized`
 */
export async function userOfRequest(request: Request): Promise<User> {
  const user = await userOfToken(cookieOf(request, sessionCookieName()))
  if (user) return user
  throw new AppError(
    'unauthorized',
    'You are not signed in. Open the link that the studio printed when it started.',
  )
}

/** Ends a session; a token that is unknown is none's. */
export async function endSession(token: string): Promise<void> {
  await db().session.deleteMany({ where: { tokenHash: hashToken(token) } })
}

function cookieOf(request: Request, name: string): string | undefined {
  for (const part of (request.headers.get('cookie') ?? '').split(';')) {
    const [key = '', ...value] = part.trim().split('=')
    if (key === name) return value.join('=')
  }
  return undefined
}
