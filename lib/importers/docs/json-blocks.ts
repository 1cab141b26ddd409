/** A block of JSON in a text. */
export interface Answer {
  readonly value: unknown
  /** The block as JSON. */
  readonly text: string
  /** The line after it. */
  readonly end: number
}

/** Longest block that is looked for, in lines. */
const linesMax = 600

/** The block of JSON that starts at a line; undefined when none does. */
export function answerAt(lines: readonly string[], index: number): Answer | undefined {
  if (!/^\s*(?:[[{]\s*(?:["[{}\]]|$|\/\/|\.\.\.)|HTTP\/\d)/.test(lines[index] ?? ''))
    return undefined
  let depth = 0
  for (let end = index; end < Math.min(lines.length, index + linesMax); end++) {
    const bare = withoutComments(lines[end] ?? '').replaceAll(/"(?:[^"\\]|\\.)*"/g, '')
    depth += (bare.match(/[[{]/g)?.length ?? 0) - (bare.match(/[\]}]/g)?.length ?? 0)
    if (depth > 0) continue
    return parsed(lines.slice(index, end + 1), end + 1)
  }
  return undefined
}

function withoutComments(line: string): string {
  return line.replace(/^((?:[^"/]|"(?:[^"\\]|\\.)*"|\/(?!\/))*)\/\/.*$/, '$1')
}

/** JSON as documentation writes it, with comments and dots for what is left out. */
function parsed(lines: readonly string[], end: number): Answer | undefined {
  const text = lines
    .map(withoutComments)
    .join('\n')
    .replaceAll(/,?\s*(?:\.\.\.|…)\s*(?=[\]},]|$)/gm, '')
    .replaceAll(/,(\s*[\]}])/g, '$1')
  try {
    return { value: JSON.parse(text), text, end }
  } catch {
    return undefined
  }
}
