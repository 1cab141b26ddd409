/** Something that the palette can do or go to. */
export interface Command {
  readonly group: string
  readonly label: string
  /** What is there now, such as the sentence of a station. */
  readonly detail?: string | undefined
  readonly keys?: string | undefined
  readonly run: () => void
}

/**
 * Commands that hold every word of what was typed, those whose label begins with it first. The order
 * of groups stays.
 */
export function matching(commands: readonly Command[], typed: string): Command[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return [...commands]
  const groups = [...new Set(commands.map((command) => command.group))]
  return commands
    .map((command, index) => ({ command, index, rank: rankOf(command, words) }))
    .filter(({ rank }) => rank < Number.POSITIVE_INFINITY)
    .toSorted(
      (one, other) =>
        groups.indexOf(one.command.group) - groups.indexOf(other.command.group) ||
        one.rank - other.rank ||
        one.index - other.index,
    )
    .map(({ command }) => command)
}

function rankOf({ label, detail = '', group }: Command, words: readonly string[]): number {
  const name = label.toLowerCase()
  const text = `${name} ${detail.toLowerCase()} ${group.toLowerCase()}`
  if (!words.every((word) => text.includes(word))) return Number.POSITIVE_INFINITY
  if (name.startsWith(words[0] ?? '')) return 0
  return words.every((word) => name.includes(word)) ? 1 : 2
}
