import { LiteralParser } from './literal-parser'
import type { Value } from './value'

// Only text that starts like this can be a Python literal. Nearly no text that APIs and manifests
// hold does, so most never reaches the parser.
const canStart = /^[\s\\]*[-+.\d'"[({#TFNrRuUbBs]/

/**
 * Python's `ast.literal_eval`: the value of text that is a literal (number, text in quotes, list,
 * tuple, dict, set, True, False, None), or undefined for any other text. Complex numbers count as
 * other text.
 */
export function parseLiteral(text: string): Value | undefined {
  if (!canStart.test(text)) return undefined
  if (/^[A-Za-z]/.test(text) && !mayBeWord(text)) return undefined
  return new LiteralParser(text).parse()
}

/** Whether text that starts with a letter can be a literal: a constant, a prefixed text, `set()`. */
function mayBeWord(text: string): boolean {
  return /^(?:True|False|None|set|[rRuUbB]{1,2}['"])/.test(text)
}

/** The value that a rendered text stands for: its literal value, or the text itself. */
export function literalOr(text: string): Value {
  const value = parseLiteral(text)
  return value === undefined ? text : value
}
