import type { Problem } from '../problem'
import type { Rule } from '../rule'

/** Streams without a primary key: duplicates cannot be told, nor changed records be found again. */
export const streamKeys: Rule = {
  name: 'stream-keys',
  *check({ streams }) {
    for (const { config, origin, type } of streams) {
      const { primary_key } = config
      const isEmpty = primary_key === undefined || primary_key === null || primary_key === ''
      if (type !== 'DeclarativeStream') continue
      if (!isEmpty && !(Array.isArray(primary_key) && primary_key.length === 0)) continue
      yield {
        code: 'stream_without_key',
        severity: 'info',
        message: `${String(config.name ?? 'This stream')} has no primary key, so duplicates cannot be told`,
        path: origin,
      } satisfies Problem
    }
  },
}
