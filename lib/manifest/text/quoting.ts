import { readPlain } from './plain-scalar'

/**
 * Whether a text may stand unquoted and still be read as that text, by YAML 1.1 and 1.2 readers.
 */
export function isPlainSafe(text: string, isFlow: boolean): boolean {
  if (text === '' || text !== text.trim() || !isPrintable(text)) return false
  if (/^[?:,[\]{}#&*!|>'"%@`=]|^-(?:[\s,[\]{}]|$)|^(?:---|\.\.\.|<<$)/.test(text)) return false
  if (/:(?:\s|$)|\s#/.test(text)) return false
  if (isFlow && /[,[\]{}]|:$|^-/.test(text)) return false
  return isReadAsText(text)
}

function isReadAsText(text: string): boolean {
  if (/^[-+.]?\d/.test(text) && !Number.isNaN(Number(text))) return false
  try {
    return typeof readPlain(text) === 'string'
  } catch {
    return false
  }
}

/** Whether a text may stand in single quotes on one line. */
export function canBeSingle(text: string): boolean {
  return isPrintable(text)
}

/** `it's` → `'it''s'`. */
export function singleQuoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}

/** A text in double quotes with JSON's escapes, and those for characters YAML does not allow. */
export function doubleQuoted(text: string): string {
  return JSON.stringify(text).replace(
    /[\u007f-\u00a0\u2028\u2029\ufeff\ufffe\uffff]/g,
    (each) => `\\u${each.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}

/** Whether a text may be written as a literal block. */
export function canBeBlock(text: string): boolean {
  const lines = text.split('\n')
  if (text === '' || text.endsWith('\n\n') || /^[\s#]/.test(text)) return false
  const body = text.endsWith('\n') ? lines.slice(0, -1) : lines
  return body.every((line) => line === '' || (isPrintable(line, true) && line.trim() !== ''))
}

/** Whether all characters may stand in YAML as they are; line ends may not, tabs where asked. */
function isPrintable(text: string, tabs = false): boolean {
  for (const char of text) {
    const code = char.codePointAt(0) ?? 0
    if (code < 32 && !(tabs && code === 9)) return false
    if (code >= 0x7f && code <= 0xa0) return false
    if (code >= 0xd800 && code <= 0xdfff) return false
    if ([0x2028, 0x2029, 0xfeff, 0xfffe, 0xffff].includes(code)) return false
  }
  return true
}
