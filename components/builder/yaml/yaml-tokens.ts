/** A piece of a line of YAML, for colouring. */
export interface YamlToken {
  readonly kind: 'key' | 'string' | 'number' | 'null' | 'note' | 'plain'
  readonly text: string
}

const pair = /^(\s*(?:- +)*)((?:"[^"]*"|'[^']*'|[\w$.*/-]+))(\s*:)(\s.*|$)$/
const item = /^(\s*(?:- +)+)(.*)$/
const noteStart = /(^|\s)#/

/** Colours one line. It only has to look right: what YAML means is decided elsewhere. */
export function tokensOf(line: string): YamlToken[] {
  if (/^\s*#/.test(line)) return [{ kind: 'note', text: line }]
  const [, before = '', key = '', colon = '', rest = ''] = pair.exec(line) ?? []
  if (key !== '') {
    return [
      { kind: 'plain' as const, text: before },
      { kind: 'key' as const, text: key },
      { kind: 'plain' as const, text: colon },
      ...valueTokens(rest),
    ].filter((token) => token.text !== '')
  }
  const [, dash = '', value = ''] = item.exec(line) ?? []
  if (dash !== '') return [{ kind: 'plain', text: dash }, ...valueTokens(value)]
  return valueTokens(line)
}

function valueTokens(text: string): YamlToken[] {
  if (text === '') return []
  const note = noteOf(text)
  const value = note === undefined ? text : text.slice(0, note)
  const tokens: YamlToken[] = value === '' ? [] : [{ kind: kindOf(value.trim()), text: value }]
  return note === undefined ? tokens : [...tokens, { kind: 'note', text: text.slice(note) }]
}

/** Where a comment begins, outside of quotes. */
function noteOf(text: string): number | undefined {
  const withoutQuotes = text.replace(/"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'/g, (quoted) =>
    'x'.repeat(quoted.length),
  )
  const match = noteStart.exec(withoutQuotes)
  return match === null ? undefined : match.index
}

function kindOf(value: string): YamlToken['kind'] {
  if (/^(null|~|true|false|yes|no|on|off)$/i.test(value)) return 'null'
  if (/^[-+]?(\d[\d_]*)(\.\d+)?$/.test(value)) return 'number'
  return /^[|>{}[\],&*!]/.test(value) ? 'plain' : 'string'
}
