import type { Problem } from '@/lib/manifest/problem'

/** Problems that say the same; never empty. */
export type Group = readonly [Problem, ...Problem[]]

/** Remarks that say the same become one, at the place of the first. Errors and warnings stay alone. */
export function foldInfos(problems: readonly Problem[]): Group[] {
  const groups = new Map<string, [Problem, ...Problem[]]>()
  for (const [index, problem] of problems.entries()) {
    const isInfo = problem.severity === 'info'
    const key = isInfo ? `${problem.code}\n${problem.message}` : String(index)
    const group = groups.get(key)
    if (group) group.push(problem)
    else groups.set(key, [problem])
  }
  return [...groups.values()]
}
