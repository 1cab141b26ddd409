/** Why an endpoint refuses. Stable; `http/problem.ts` gives each its status. */
export type AppErrorCode =
  | 'invalid_request'
  | 'unauthorized'
  | 'cross_origin'
  | 'host_not_allowed'
  | 'not_found'
  | 'draft_conflict'
  | 'name_taken'
  | 'body_too_large'
  | 'not_json'
  | 'secret_is_mask'
  | 'target_never_allowed'
  | 'model_missing'
  | 'run_events_missing'
  | 'run_cancelled'

interface AppErrorOptions extends ErrorOptions {
  /** What a program can use about it. Sent to the caller, so never a secret. */
  readonly details?: unknown
}

/** A refusal that the caller is told about, in words for a person. */
export class AppError extends Error {
  override readonly name = 'AppError'
  readonly code: AppErrorCode
  readonly details: unknown

  constructor(code: AppErrorCode, message: string, options: AppErrorOptions = {}) {
    super(message, options)
    this.code = code
    this.details = options.details
  }
}
