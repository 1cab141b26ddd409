/**
 * A path of field names as people write it: names joined by dots, `*` for every item. A name that
 * holds a dot itself is written in brackets: `a.["b.c"]`.
 */
export function pathText(path: readonly unknown[]): string {
  return path
    .map((part) =>
      /^[^.[\]"]+$/.test(String(part)) ? String(part) : `[${JSON.stringify(String(part))}]`,
    )
    .join('.')
}

/** Reads such a path; the square brackets of a list, as in `data[]`, are left out. */
export function readPath(text: string): string[] {
  const parts: string[] = []
  for (const match of text.matchAll(/\["((?:[^"\\]|\\.)*)"\]|([^.[\]]+)/g)) {
    if (match[1] !== undefined) parts.push(unescaped(match[1]))
    else if (match[2] !== undefined && match[2].trim() !== '') parts.push(match[2].trim())
  }
  return parts
}

function unescaped(text: string): string {
  try {
    return String(JSON.parse(`"${text}"`))
  } catch {
    return text
  }
}
