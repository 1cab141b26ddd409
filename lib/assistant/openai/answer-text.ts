/**
 * The JSON value in a model's words: the whole text, or what stands between code fences, or the first
 * object in it. Undefined when there is none. What a model thinks aloud before it answers is left out.
 */
export function jsonIn(words: string): unknown {
  const text = words
    .replaceAll(/<think(?:ing)?>[\s\S]*?<\/think(?:ing)?>/gi, '')
    .replace(/^\uFEFF/, '')
    .trim()
  for (const candidate of candidates(text)) {
    try {
      const value: unknown = JSON.parse(candidate)
      if (typeof value === 'object' && value !== null) return value
    } catch {
      // The next candidate may be one.
    }
  }
  return undefined
}

function* candidates(text: string): Generator<string> {
  yield text
  for (const match of text.matchAll(/```[a-z0-9]*\s*\n?([\s\S]*?)```/gi)) yield match[1] ?? ''
  const start = text.indexOf('{')
  const end = text.lastIndexOf('}')
  if (start >= 0 && end > start) yield text.slice(start, end + 1)
}
