import 'server-only'
import { env } from '../env'
import { AppError } from '../errors'
import { isHostAllowed, requireSameOrigin } from '../http/guard'
import { createSession } from './session'
import { consumeSignInToken } from './sign-in-token'

/**
 * Signs a browser in with the token of the printed link. The form has to come from this studio's own
 * page.
 *
 * @returns the token for the session cookie, or why not, in words for a person
 */
export async function signInWithToken(
  token: unknown,
  headers: Headers,
): Promise<{ readonly sessionToken: string } | { readonly error: string }> {
  try {
    if (!isHostAllowed(headers.get('host'), env().host)) {
      return { error: 'This studio answers on its own address only.' }
    }
    requireSameOrigin({ method: 'POST', headers })
    if (typeof token !== 'string' || token === '') {
      return { error: 'Open the link that the studio printed when it started.' }
    }
    return { sessionToken: await createSession(await consumeSignInToken(token)) }
  } catch (error) {
    if (error instanceof AppError) return { error: error.message }
    throw error
  }
}
