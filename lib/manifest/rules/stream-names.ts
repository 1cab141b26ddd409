import type { Problem } from '../problem'
import type { Rule } from '../rule'

/** Streams that have the same name: the records of both would go to one place. */
export const streamNames: Rule = {
  name: 'stream-names',
  *check({ streams }) {
    const groups = Map.groupBy(streams, ({ config }) => config.name)
    for (const [name, group] of groups) {
      if (typeof name !== 'string' || name === '') continue
      for (const { origin } of group.slice(1)) {
        yield {
          code: 'stream_name_taken',
          severity: 'error',
          message: `Another stream is called ${name} as well; every stream needs a name of its own`,
          path: [...origin, 'name'],
        } satisfies Problem
      }
    }
  },
}
