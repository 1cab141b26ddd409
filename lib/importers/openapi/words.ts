/** Letters and digits only, lower case: `page[size]`, `pageSize` and `page_size` are one name. */
export function normal(name: string): string {
  const known = normals.get(name)
  if (known !== undefined) return known
  const plain = name.toLowerCase().replaceAll(/[^a-z0-9]/g, '')
  if (normals.size < 20_000 && name.length < 100) normals.set(name, plain)
  return plain
}

/** Rules ask for the same few names again and again. */
const normals = new Map<string, string>()

/** The words of a name: `updatedAt` and `updated_at` both give `updated`, `at`. */
export function wordsOf(name: string): string[] {
  return name
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replaceAll(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '')
}

/** The English singular of a normalised word, by spelling. */
export function singular(word: string): string {
  if (/(ss|us|is)$/.test(word) || word.length < 4) return word
  if (/ies$/.test(word)) return `${word.slice(0, -3)}y`
  if (/(ch|sh|x|ss|zz|us)es$/.test(word)) return word.slice(0, -2)
  return /s$/.test(word) ? word.slice(0, -1) : word
}

/** Whether two names mean one thing: case, separators and number aside. */
export function isSameNoun(one: string, other: string): boolean {
  return singular(normal(one)) === singular(normal(other))
}

/** `Order items` or `orderItems` as `order_items`: a name for streams and inputs. */
export function snake(name: string): string {
  return wordsOf(name).join('_')
}

/** A name as a person reads it: `page_size` is `Page size`. */
export function titleOf(name: string): string {
  const text = wordsOf(name).join(' ')
  return text.charAt(0).toUpperCase() + text.slice(1)
}

/** Segments of a path template without empty ones. */
export function segmentsOf(path: string): string[] {
  return (
    path
      .split(/[?#]/, 1)[0]
      ?.split('/')
      .filter((segment) => segment !== '') ?? []
  )
}

/** Whether a segment of a path holds a variable in braces. */
export function isVariable(segment: string): boolean {
  return segment.includes('{')
}

/** Names in braces, in their order. */
export function variablesOf(path: string): string[] {
  return [...path.matchAll(/\{([^{}]+)\}/g)].map((match) => match[1] ?? '')
}

/** `v1`, `v2.1`, `2024-01`: a version, not a resource. */
export function isVersion(segment: string): boolean {
  return /^(v?\d+([.-]\d+)*|api|rest|public)$/i.test(segment)
}

/** The last segment that names something: for `/v1/users/{id}/posts.json` it is `posts`. */
export function lastNoun(path: string): string {
  const words = segmentsOf(path).filter((segment) => !isVariable(segment))
  const nouns = words
    .map((word) => word.replace(/\.(json|xml)$/i, ''))
    .filter((word) => !/^(list|search|all|get|query|index)$/i.test(word))
  return nouns.at(-1) ?? words.at(-1) ?? ''
}
