import type { BuildContext } from '../component'
import { runOf } from '../run'
import { isTruthy } from '../values/compare'
import { getAt, setAt } from '../values/dpath'
import { copyJson } from '../values/json'
import { toText } from '../values/text'
import type { Json, JsonObject } from '../values/value'
import type { AccessToken } from './access-token'
import { findNested } from './find-nested'
import { isoText, parseFlexibleDate } from './flexible-date'
import type { OAuthConfig } from './oauth-schema'

type Updater = NonNullable<OAuthConfig['refresh_token_updater']>

/** Keeps tokens in the configuration itself, and reports the configuration when they change. */
export class ConfigTokenStore {
  readonly #updater: Updater
  readonly #context: BuildContext

  constructor(updater: Updater, context: BuildContext) {
    this.#updater = updater
    this.#context = context
  }

  get refreshTokenName(): string {
    return this.#updater.refresh_token_name
  }

  /** The access token and its expiry; a token without one counts as expired. */
  read(): AccessToken {
    const { access_token_config_path, token_expiry_date_config_path } = this.#updater
    const expires = parseFlexibleDate(toText(this.#get(token_expiry_date_config_path)))
    return { token: toText(this.#get(access_token_config_path)), expiresMicros: expires ?? 0 }
  }

  refreshToken(): string {
    return toText(this.#get(this.#updater.refresh_token_config_path))
  }

  /** A client's ID or secret, where the configuration holds it beside the tokens. */
  clientValue(key: 'client_id' | 'client_secret'): Json | undefined {
    return getAt<undefined>(this.#context.config, ['credentials', key], undefined)
  }

  /** Writes new tokens into the configuration, which everything that reads it sees from then on. */
  write({ token, expiresMicros }: AccessToken, answer: JsonObject): void {
    const { engine, config } = this.#context
    const updater = this.#updater
    const refreshToken = findNested(answer, updater.refresh_token_name)
    setAt(config, updater.access_token_config_path, token)
    if (refreshToken !== undefined && isTruthy(refreshToken)) {
      setAt(config, updater.refresh_token_config_path, refreshToken)
    }
    setAt(config, updater.token_expiry_date_config_path, isoText(expiresMicros))
    engine.report({ kind: 'control', config: copyJson(config), atMs: runOf(engine).atMs() })
  }

  #get(path: readonly string[]): Json {
    return getAt<string>(this.#context.config, path, '')
  }
}
