import 'server-only'

/** Shorter texts occur by chance. */
export const secretCharactersMin = 6

/** What people type where a secret should be, and what stands everywhere anyway. */
const commonWords = new Set([
  'access',
  'account',
  'apikey',
  'api_key',
  'bearer',
  'client',
  'default',
  'example',
  'password',
  'public',
  'secret',
  'string',
  'testing',
  'undefined',
  'username',
])

/** Whether a secret can be told from ordinary text wherever it stands. */
export function isDistinctive(secret: string): boolean {
  const text = secret.trim()
  return text.length >= secretCharactersMin && !commonWords.has(text.toLowerCase())
}

/**
 * Every way in which a secret may be written in a URL, a header, a body or a log: as it is, percent
 * and form encoded, escaped for JSON, XML and HTML, in Base64 (also in the middle of a longer text,
 * as in Basic authentication) and as hex. The longest first.
 */
export function encodingsOf(secret: string): readonly string[] {
  const forms = new Set<string>()
  for (const text of new Set([secret, secret.trim()])) {
    const bytes = Buffer.from(text, 'utf8')
    const hex = bytes.toString('hex')
    const all = [
      text,
      ...percentForms(text),
      ...jsonForms(text),
      ...markupForms(text),
      ...base64Forms(bytes),
      hex,
      hex.toUpperCase(),
      // Hex digits mean the same in either case.
      ...(/^[0-9a-f-]+$/i.test(text) ? [text.toLowerCase(), text.toUpperCase()] : []),
    ]
    for (const form of all) forms.add(form)
  }
  return [...forms]
    .filter((form) => form.length >= secretCharactersMin)
    .sort((a, b) => b.length - a.length)
}

function percentForms(text: string): readonly string[] {
  // A lone surrogate has no UTF-8 of its own; URLs carry its replacement.
  const component = encodeURIComponent(text.toWellFormed())
  const strict = component.replace(
    /[!'()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  const upper = [
    component,
    strict,
    strict.replaceAll('%2F', '/'),
    component.replaceAll('%20', '+'),
    strict.replaceAll('%20', '+'),
    // As browsers write forms (URL Standard 5.2), which leaves `*` as it is.
    new URLSearchParams({ s: text.toWellFormed() }).toString().slice(2),
    encodeURI(text.toWellFormed()),
    // Every byte, whether it needs it or not.
    `%${(Buffer.from(text).toString('hex').match(/../g) ?? []).join('%')}`.toUpperCase(),
  ]
  return upper.flatMap((form) => [
    form,
    form.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase()),
  ])
}

function jsonForms(text: string): readonly string[] {
  const escaped = JSON.stringify(text).slice(1, -1)
  const ascii = escaped.replace(/[\u007f-\uffff]/g, unicodeEscape)
  const all = [...text].map((sign) => [...sign.split('')].map(unicodeEscape).join('')).join('')
  const slashed = [escaped.replaceAll('/', '\\/'), ascii.replaceAll('/', '\\/')]
  return [escaped, ascii, ...slashed, all, upperEscapes(ascii), upperEscapes(all)]
}

function unicodeEscape(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`
}

function upperEscapes(text: string): string {
  return text.replace(/\\u[0-9a-f]{4}/g, (code) => `\\u${code.slice(2).toUpperCase()}`)
}

function markupForms(text: string): readonly string[] {
  const basic = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
  const quoted = basic.replaceAll('"', '&quot;')
  const apostrophes = ['&#39;', '&#x27;', '&apos;'].map((code) => quoted.replaceAll("'", code))
  return [basic, quoted, ...apostrophes]
}

/**
 * Base64 of the bytes, and of the bytes inside longer ones: three alignments, without the characters
 * that the neighbours decide.
 */
function base64Forms(bytes: Buffer): readonly string[] {
  const whole = bytes.toString('base64')
  const inside = [0, 1, 2].map((before) => {
    const text = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64')
    const start = [0, 2, 3][before] ?? 0
    const end = Math.floor(((before + bytes.byteLength) * 8) / 6)
    return text.slice(start, end)
  })
  const standard = [whole, whole.replaceAll('=', ''), ...inside]
  return standard.flatMap((form) => [form, form.replaceAll('+', '-').replaceAll('/', '_')])
}
