import { RE2JS } from 're2js'
import type { z } from 'zod'
import type { BuildContext } from '../component'
import { ManifestInvalid } from '../errors'
import { interpolatedString } from '../interpolate'
import type { EngineResponse } from '../response'
import { toText } from '../values/text'
import { numberOf } from './number-of'

/** The schema of a header's name. */
export function headerSchema(text: z.ZodString, examples: string[]) {
  return text.meta({ title: 'Header', description: 'Name of the header, in any case.', examples })
}

/** The schema of a pattern for a header's value. */
export function regexSchema(text: z.ZodString) {
  return text.optional().meta({
    title: 'Pattern',
    description: 'Takes only what it matches at the start of the value.',
    examples: ['[0-9]+'],
    group: 'advanced',
  })
}

/**
 * Reads a number from a header; undefined when it is missing or no number, as a date is.
 *
 * @throws ManifestInvalid when the pattern is no regular expression
 */
export function createHeaderNumber(
  header: string,
  regex: string | undefined,
  context: BuildContext,
): (response: EngineResponse) => number | undefined {
  const name = toText(interpolatedString(header, context)())
  const pattern = regex ? compile(toText(interpolatedString(regex, context)()), context) : undefined
  return (response) => {
    const text = response.header(name)
    if (!text) return undefined
    return numberOf(pattern?.(text) ?? text)
  }
}

function compile(regex: string, context: BuildContext): (text: string) => string | undefined {
  try {
    const compiled = RE2JS.compile(regex)
    return (text) => {
      const matcher = compiled.matcher(text)
      return matcher.lookingAt() ? (matcher.group() ?? undefined) : undefined
    }
  } catch (cause) {
    throw new ManifestInvalid('The pattern is no regular expression', {
      path: [...context.path, 'regex'],
      cause,
    })
  }
}
