import { formatPath } from '../../engine/path'
import type { Problem } from '../problem'
import type { Rule } from '../rule'

/** References that lead nowhere or back to themselves. */
export const references: Rule = {
  name: 'references',
  *check({ brokenReferences }) {
    const seen = new Set<string>()
    for (const { code, message, path = [] } of brokenReferences) {
      const key = JSON.stringify([code, path])
      if (seen.has(key)) continue
      seen.add(key)
      yield {
        code,
        severity: 'error',
        message: `${message}, which ${formatPath(path)} refers to`,
        path,
      } satisfies Problem
    }
  },
}
