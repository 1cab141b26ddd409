import type { Problem } from './problem'
import type { Lines } from './text/lines'
import { pathAt } from './text/locate'
import type { TextTree } from './text/text-tree'

/** What is wrong with the YAML itself: syntax mistakes, and keys that stand twice. */
export function textProblems(tree: TextTree, lines: () => Lines): Problem[] {
  const { root } = tree
  const mistakes = tree.mistakes.map(({ message, from, to }): Problem => {
    const range = lines().range(from, Math.max(to, from))
    return {
      code: 'yaml_syntax',
      severity: 'error',
      message: `Line ${range.startLine}: ${message}`,
      path: root ? pathAt(root, from) : [],
      range,
    }
  })
  const duplicates = tree.duplicates.map(({ name, start, key }): Problem => {
    const range = lines().range(start, key.end)
    return {
      code: 'yaml_duplicate_key',
      severity: 'warning',
      message: `Line ${range.startLine}: ${name} stands here a second time; only the last one counts`,
      path: root ? pathAt(root, start) : [],
      range,
    }
  })
  return [...mistakes, ...duplicates]
}
