import type { BuildContext } from '../component'
import type { Decoder } from '../decoders/decoder'
import { ManifestInvalid, ReadFailed } from '../errors'
import type { CallScope, Requester } from '../requesters/requester'
import { StreamSlice } from '../slice'
import { getAt } from '../values/dpath'
import type { Json } from '../values/value'
import { durationMicros } from './duration'
import { Lock } from './lock'

export interface SessionTokenParts {
  readonly login: Requester
  readonly decoder: Decoder
  readonly tokenPath: readonly string[]
  /** An ISO 8601 duration. */
  readonly lifetime: string | undefined
  readonly context: BuildContext
}

/** Signs in for a token and keeps it for its lifetime; without one, for no time at all. */
export class SessionTokens {
  readonly #parts: SessionTokenParts
  readonly #lifetimeMicros: number | undefined
  readonly #lock = new Lock()
  #token: Json = null
  #expiresMicros = Number.NEGATIVE_INFINITY

  /** @throws ManifestInvalid when the lifetime is no duration */
  constructor(parts: SessionTokenParts) {
    this.#parts = parts
    this.#lifetimeMicros = lifetimeOf(parts)
  }

  /** @throws ReadFailed `session_token_missing` when the answer to the sign-in holds none */
  token(scope: CallScope): Promise<Json> {
    if (this.#lifetimeMicros === undefined) return this.#signIn(scope)
    const lifetime = this.#lifetimeMicros
    return this.#lock.run(async () => {
      const { engine } = this.#parts.context
      if (engine.nowMicros() >= this.#expiresMicros) {
        this.#token = await this.#signIn(scope)
        this.#expiresMicros = engine.nowMicros() + lifetime
      }
      return this.#token
    })
  }

  async #signIn(scope: CallScope): Promise<Json> {
    const { login, decoder, tokenPath, context } = this.#parts
    const slice = new StreamSlice()
    const response = await login.send({ slice }, { ...scope, purpose: 'auth' })
    for await (const [body] of decoder.decode(response)) {
      const token = getAt<undefined>(body ?? {}, tokenPath, undefined)
      if (token !== undefined) return token
      break
    }
    throw new ReadFailed(
      'session_token_missing',
      'api',
      `The answer to the sign-in holds no token at ${tokenPath.join('.')}.`,
      { path: [...context.path, 'session_token_path'], internalMessage: 'KeyError' },
    )
  }
}

function lifetimeOf({ lifetime, context }: SessionTokenParts): number | undefined {
  if (lifetime === undefined) return undefined
  const micros = durationMicros(lifetime)
  if (micros !== undefined) return micros
  throw new ManifestInvalid('expiration_duration has to be a duration such as PT1H', {
    path: [...context.path, 'expiration_duration'],
  })
}
