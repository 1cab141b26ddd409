import { describe, expect, it } from 'vitest'
import { AppError } from '../errors'
import { aMember, onEachDatabase } from '../testing/test-databases'
import { preparePersonalMode } from './personal-mode'
import { createSession, endSession, userOfToken } from './session'
import { signInWithToken } from './sign-in'
import { consumeSignInToken, createSignInToken } from './sign-in-token'

const day = 86_400_000

onEachDatabase('sign-in', () => {
  describe('a sign-in token', () => {
    it('is good once, also when a hundred try at the same time', async () => {
      const member = await aMember()
      const token = await createSignInToken(member.id)
      const tries = Array.from({ length: 100 }, () =>
        consumeSignInToken(token).catch((error: unknown) => error),
      )
      const outcomes = await Promise.all(tries)
      expect(outcomes.filter((outcome) => outcome === member.id)).toHaveLength(1)
      expect(outcomes.filter((outcome) => outcome instanceof AppError)).toHaveLength(99)
    })

    it('expires', async () => {
      const member = await aMember()
      const token = await createSignInToken(member.id, new Date(Date.now() - day))
      await expect(consumeSignInToken(token)).rejects.toMatchObject({ code: 'unauthorized' })
    })

    it('cannot be guessed', async () => {
      await expect(consumeSignInToken('guess')).rejects.toMatchObject({ code: 'unauthorized' })
    })
  })

  describe('signing in', () => {
    const headers = (origin: string) =>
      new Headers({ host: '127.0.0.1:3000', origin, 'sec-fetch-site': 'same-origin' })

    it('gives a session that names the member', async () => {
      const member = await aMember()
      const token = await createSignInToken(member.id)
      const outcome = await signInWithToken(token, headers('http://127.0.0.1:3000'))
      if ('error' in outcome) throw new Error(outcome.error)
      expect(await userOfToken(outcome.sessionToken)).toEqual(member)
    })

    it('leaves the token unused when the form is of another site', async () => {
      const member = await aMember()
      const token = await createSignInToken(member.id)
      expect(await signInWithToken(token, headers('http://evil.example'))).toHaveProperty('error')
      expect(await consumeSignInToken(token)).toBe(member.id)
    })
  })

  describe('a session', () => {
    it('ends after 30 days', async () => {
      const member = await aMember()
      const now = new Date()
      const token = await createSession(member.id, now)
      expect(await userOfToken(token, new Date(now.getTime() + 29 * day))).toEqual(member)
      expect(await userOfToken(token, new Date(now.getTime() + 31 * day))).toBeUndefined()
    })

    it('ends when it is ended', async () => {
      const member = await aMember()
      const token = await createSession(member.id)
      await endSession(token)
      expect(await userOfToken(token)).toBeUndefined()
    })
  })

  it('finds the one member of personal mode, however often the studio starts', async () => {
    const starts = await Promise.all([preparePersonalMode(), preparePersonalMode()])
    expect(new Set([...starts, await preparePersonalMode()]).size).toBe(1)
  })
})
