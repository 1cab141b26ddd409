import type { AuthAlternative, Fact } from '../facts'

interface Signed {
  readonly auth: Fact<readonly AuthAlternative[]>
}

/**
 * One way to sign in for all operations that share one with the most frequent set: a person signs in
 * once, not once for each operation.
 */
export function withCommonAuth<T extends Signed>(all: readonly T[]): T[] {
  const counts = new Map<string, { count: number; auth: Signed['auth'] }>()
  for (const { auth } of all) {
    if (auth.value.length === 0) continue
    const key = JSON.stringify(auth.value)
    counts.set(key, {
      count: (counts.get(key)?.count ?? 0) + 1,
      auth: counts.get(key)?.auth ?? auth,
    })
  }
  const [best] = [...counts].sort(
    ([a, one], [b, other]) => other.count - one.count || (a < b ? -1 : 1),
  )
  if (!best) return [...all]
  const common = families(best[1].auth.value)
  return all.map((each) =>
    [...families(each.auth.value)].some((family) => common.has(family))
      ? { ...each, auth: best[1].auth }
      : each,
  )
}

function families(alternatives: readonly AuthAlternative[]): Set<string> {
  return new Set(
    alternatives.map(({ schemes }) =>
      schemes
        .map((scheme) =>
          scheme.kind === 'api-key'
            ? `key ${scheme.name}`
            : scheme.kind === 'oauth2'
              ? 'bearer'
              : scheme.kind,
        )
        .join('+'),
    ),
  )
}
