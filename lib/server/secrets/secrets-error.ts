export type SecretsErrorCode =
  | 'key_missing'
  | 'key_unreadable'
  | 'key_too_open'
  | 'key_mismatch'
  | 'secret_damaged'

/** Stored secrets cannot be opened, or the key for them is not in order. Holds no secret. */
export class SecretsError extends Error {
  override readonly name = 'SecretsError'
  readonly code: SecretsErrorCode

  constructor(code: SecretsErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}
