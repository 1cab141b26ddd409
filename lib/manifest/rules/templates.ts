import { EngineError } from '../../engine/errors'
import { formatPath } from '../../engine/path'
import { parseTemplate } from '../../engine/template/parser'
import { isTemplate, textsIn } from '../expressions'
import type { Problem } from '../problem'
import type { Rule } from '../rule'

const known = new Map<string, string | undefined>()

/** Templates that cannot be read. */
export const templates: Rule = {
  name: 'templates',
  *check({ manifest }) {
    for (const { path, text } of textsIn(manifest)) {
      if (path[0] === 'metadata' || !isTemplate(text)) continue
      const mistake = mistakeIn(text)
      if (mistake === undefined) continue
      yield {
        code: 'template_syntax',
        severity: 'error',
        message: `The template at ${formatPath(path)} cannot be read: ${mistake}`,
        path,
      } satisfies Problem
    }
  },
}

/** Remembers what it has read, since typing leaves most templates as they are. */
function mistakeIn(text: string): string | undefined {
  if (known.has(text)) return known.get(text)
  if (known.size > 5000) known.clear()
  const mistake = read(text)
  known.set(text, mistake)
  return mistake
}

function read(text: string): string | undefined {
  try {
    parseTemplate(text)
    return undefined
  } catch (error) {
    if (error instanceof EngineError) return error.message
    throw error
  }
}
