import type { ProblemDocument } from '../../contracts/problem'
import { EngineError } from '../../engine/errors'
import { stringifyJson } from '../../engine/values/json'
import type { Json } from '../../engine/values/value'
import { ManifestError } from '../../manifest/manifest-error'
import { AppError, type AppErrorCode } from '../errors'
import { RunRefused } from '../runner/run-protocol'
import { SecretsError } from '../secrets/secrets-error'

const statusOf: Record<AppErrorCode, number> = {
  invalid_request: 422,
  unauthorized: 401,
  cross_origin: 403,
  host_not_allowed: 421,
  not_found: 404,
  draft_conflict: 409,
  name_taken: 409,
  body_too_large: 413,
  not_json: 415,
  secret_is_mask: 422,
  target_never_allowed: 422,
  model_missing: 409,
  run_events_missing: 410,
  run_cancelled: 409,
}

/**
 * Answers any thrown value as a problem document (RFC 9457 3). The only place that picks a status
 * code: an error without a mapping is a 500 that says nothing.
 */
export function problemResponse(error: unknown): Response {
  const problem = toProblem(error)
  if (problem.status >= 500) console.error(error)
  return new Response(stringifyJson(problem as unknown as Json), {
    status: problem.status,
    headers: { 'content-type': 'application/problem+json', 'cache-control': 'no-store' },
  })
}

/** The problem document of a thrown value. */
export function toProblem(error: unknown): ProblemDocument {
  if (error instanceof RunRefused) return error.problem
  if (error instanceof AppError) {
    const { code, message: title, details } = error
    const more = details === undefined ? {} : { details }
    return { type: typeOf(code), status: statusOf[code], code, title, ...more }
  }
  if (error instanceof SecretsError) {
    const { code, message: title } = error
    return { type: typeOf(code), status: code === 'secret_damaged' ? 422 : 503, code, title }
  }
  return manifestProblem(error) ?? ownFailure
}

/** What the author of a manifest, or whoever gave the configuration, can change. */
function manifestProblem(error: unknown): ProblemDocument | undefined {
  const isManifest = error instanceof ManifestError
  if (!isManifest && !(error instanceof EngineError && error.blame !== 'engine')) return undefined
  const { code, path, message: title } = error
  const blame = isManifest ? 'manifest' : error.blame
  const place = path === undefined ? {} : { path: [...path] }
  const { line, column } = isManifest ? error : {}
  const details = line === undefined ? {} : { details: { line, column } }
  return { type: typeOf(code), status: 422, code, title, blame, ...place, ...details }
}

const ownFailure: ProblemDocument = {
  type: typeOf('internal'),
  status: 500,
  code: 'internal',
  title: 'Plumbline failed here. Your draft is saved.',
}

/** Problem types are names, not addresses of pages (RFC 9457 3.1.1 allows a tag or a URN). */
function typeOf(code: string): string {
  return `urn:plumbline:problem:${code}`
}
