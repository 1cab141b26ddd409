import 'server-only'
import { cookies } from 'next/headers'
import { redirect } from 'next/navigation'
import { sessionCookieName, type User, userOfToken } from './session'

/** The user of the page being rendered; undefined when nobody is signed in. */
export async function currentUser(): Promise<User | undefined> {
  const store = await cookies()
  return userOfToken(store.get(sessionCookieName())?.value)
}

/** The user of the page being rendered. Sends everybody else to the sign-in page. */
export async function requireUser(): Promise<User> {
  return (await currentUser()) ?? redirect('/sign-in')
}
