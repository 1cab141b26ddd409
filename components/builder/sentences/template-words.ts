/** What a template that is one plain reference refers to. */
export interface TemplateReference {
  readonly kind: 'input' | 'path' | 'other'
  /** For an input its name; for a path the fields, joined by dots; else the template itself. */
  readonly path: string
  /** The variable the path starts from: `response`, `record`, `headers`, `last_record`… */
  readonly variable?: string | undefined
}

const onlyTemplate = /^\s*\{\{(.*)\}\}\s*$/s
const reference = /^([a-z_]+)((?:\.[A-Za-z_]\w*|\[\s*(?:'[^']*'|"[^"]*"|-?\d+)\s*\])+)$/i
const roots = new Set(['response', 'record', 'last_record', 'headers', 'response_headers'])

/** Reads a text as a template; nothing when it holds none. */
export function readTemplate(text: string): TemplateReference | undefined {
  if (!text.includes('{{') && !text.includes('{%')) return undefined
  const other: TemplateReference = { kind: 'other', path: text }
  const inner = onlyTemplate.exec(text)?.[1]?.trim()
  if (inner === undefined || inner.includes('{{')) return other
  return readReference(inner) ?? other
}

/** Reads `config['a']` or `response.a.b`; nothing when it is more than that. */
export function readReference(expression: string): TemplateReference | undefined {
  const match = reference.exec(expression.trim())
  const variable = match?.[1]
  if (match === null || variable === undefined) return undefined
  const path = fieldsOf(match[2] ?? '').join('.')
  if (variable === 'config') return { kind: 'input', path, variable }
  if (roots.has(variable)) return { kind: 'path', path, variable }
  return undefined
}

function fieldsOf(accessors: string): string[] {
  const fields: string[] = []
  for (const [whole] of accessors.matchAll(/\.[A-Za-z_]\w*|\[[^\]]*\]/g)) {
    fields.push(whole.startsWith('.') ? whole.slice(1) : unquoted(whole.slice(1, -1).trim()))
  }
  return fields
}

function unquoted(text: string): string {
  return text.replace(/^['"]|['"]$/g, '')
}

/** The expression inside the only pair of braces; the text itself when it has none. */
export function expressionOf(text: string): string {
  return onlyTemplate.exec(text)?.[1]?.trim() ?? text.trim()
}

const opposite: Readonly<Record<string, string>> = {
  '==': '!=',
  '!=': '==',
  '>': '<=',
  '<': '>=',
  '>=': '<',
  '<=': '>',
}
const words: Readonly<Record<string, string>> = {
  '==': 'is',
  '!=': 'is not',
  '>': '>',
  '<': '<',
  '>=': '≥',
  '<=': '≤',
}
const comparison =
  /^(\S+)\s*(==|!=|>=|<=|>|<)\s*('[^']*'|"[^"]*"|-?[\d.]+|true|false|none|null|[a-z_.[\]'"]+)$/i

/**
 * A condition in words: `{{ record.status != 'test' }}` → “status is not 'test'”. What is not
 * understood stays as it is.
 */
export function conditionWords(template: string): string {
  const expression = expressionOf(template)
  const negated = /^not\s+(\S+)$/.exec(expression)
  if (negated?.[1] !== undefined) return `${shortName(negated[1])} is empty`
  const empty = /^(\S+)\s+is\s+(none|not defined|undefined)$/i.exec(expression)
  if (empty?.[1] !== undefined) return `${shortName(empty[1])} is empty`
  const compared = comparison.exec(expression)
  if (compared === null)
    return readReference(expression) ? `${shortName(expression)} is set` : expression
  const [, left = '', operator = '', right = ''] = compared
  return `${shortName(left)} ${words[operator] ?? operator} ${shortName(right)}`
}

/** The same condition turned round, when it says what is left out; else nothing. */
export function turnedRound(template: string): string | undefined {
  const expression = expressionOf(template)
  const negated = /^not\s+(\S+)$/.exec(expression)
  if (negated?.[1] !== undefined) return conditionWords(negated[1])
  const compared = comparison.exec(expression)
  if (compared === null) return undefined
  const [, left = '', operator = '', right = ''] = compared
  if (operator !== '!=') return undefined
  return conditionWords(`${left} ${opposite[operator]} ${right}`)
}

function shortName(expression: string): string {
  return readReference(expression)?.path ?? expression
}
