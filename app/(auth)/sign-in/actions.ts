'use server'

import { cookies, headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { sessionCookieName, sessionCookieOptions } from '@/lib/server/auth/session'
import { signInWithToken } from '@/lib/server/auth/sign-in'

/** What the sign-in form shows after a try that failed. */
export interface SignInState {
  readonly error?: string
}

/** Exchanges the one-time token of the form's field `token` for a session and goes to the projects. */
export async function signIn(_previous: SignInState, form: FormData): Promise<SignInState> {
  const outcome = await signInWithToken(form.get('token'), await headers())
  if ('error' in outcome) return outcome
  const store = await cookies()
  store.set(sessionCookieName(), outcome.sessionToken, sessionCookieOptions)
  redirect('/projects')
}
