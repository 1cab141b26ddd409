/** What an endpoint understands beyond the plain protocol, as far as it has shown. */
export interface Dialect {
  readonly format: 'json_schema' | 'json_object' | 'text'
  readonly tokenLimit: 'max_completion_tokens' | 'max_tokens' | 'none'
  readonly hasTemperature: boolean
  /** Asks for token counts at the end of a stream. */
  readonly hasUsage: boolean
  readonly isStreamed: boolean
}

/** What is tried first. */
export const fullDialect: Dialect = {
  format: 'json_schema',
  tokenLimit: 'max_completion_tokens',
  hasTemperature: true,
  hasUsage: true,
  isStreamed: true,
}

/** Statuses with which endpoints say that they do not understand a field. */
const refusals = new Set([400, 404, 415, 422, 501])

/**
 * The dialect to try after an endpoint refused: the feature that it names left out, or, where it names
 * none, a looser format. Undefined when nothing is left to give up. Some refuse with status 200.
 */
export function simpler(dialect: Dialect, status: number, words: string): Dialect | undefined {
  if (status !== 200 && !refusals.has(status)) return undefined
  const named = withoutNamed(dialect, words)
  if (named || status === 200) return named
  const isOther = /model|auth|key|quota|not found|content|policy|safety/i.test(words)
  return status === 404 || isOther ? undefined : withLooserFormat(dialect)
}

function withoutNamed(dialect: Dialect, words: string): Dialect | undefined {
  if (dialect.hasUsage && /stream_options|include_usage/i.test(words)) {
    return { ...dialect, hasUsage: false }
  }
  if (/max_(completion_)?tokens/i.test(words) && dialect.tokenLimit !== 'none') {
    const tokenLimit = dialect.tokenLimit === 'max_completion_tokens' ? 'max_tokens' : 'none'
    return { ...dialect, tokenLimit }
  }
  if (dialect.hasTemperature && /temperature/i.test(words)) {
    return { ...dialect, hasTemperature: false }
  }
  if (/response_?format|json_?schema|json_?object|structured|grammar|schema/i.test(words)) {
    return withLooserFormat(dialect)
  }
  if (dialect.isStreamed && /\bstream(ing)?\b/i.test(words)) {
    return { ...dialect, isStreamed: false, hasUsage: false }
  }
  return undefined
}

function withLooserFormat(dialect: Dialect): Dialect | undefined {
  if (dialect.format === 'text') return undefined
  return { ...dialect, format: dialect.format === 'json_schema' ? 'json_object' : 'text' }
}
