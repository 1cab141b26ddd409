import { formatPath } from '../../engine/path'
import type { Problem } from '../problem'
import type { Rule } from '../rule'
import { referencesIn, startsWith } from '../shared-parts'
import { isMapping } from '../text/value'

/** Shared parts that nothing refers to. */
export const definitions: Rule = {
  name: 'definitions',
  *check({ manifest }) {
    if (!isMapping(manifest.definitions)) return
    const targets = referencesIn(manifest).flatMap(({ target, at }) =>
      target ? [{ target, at }] : [],
    )
    for (const key of Object.keys(manifest.definitions)) {
      const path = ['definitions', key]
      // A reference from inside a part does not make it used.
      const isUsed = targets.some(
        ({ target, at }) =>
          (startsWith(target, path) || startsWith(path, target)) && !startsWith(at, path),
      )
      if (isUsed) continue
      yield {
        code: 'definition_unused',
        severity: 'info',
        message: `Nothing refers to ${formatPath(path)}`,
        path,
        fix: { title: 'Remove it', apply: (document) => document.remove(path) },
      } satisfies Problem
    }
  },
}
