const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
}

/** The lines of a text; of HTML what a reader sees, blocks on lines of their own. */
export function plainLines(text: string): string[] {
  const isHtml = /^\s*(<!doctype html|<html|<body|<div|<h[1-6]|<p\b|<table|<pre)/i.test(text)
  const plain = isHtml ? stripped(text) : text
  return plain.replaceAll('\r\n', '\n').split('\n')
}

function stripped(html: string): string {
  return html
    .replaceAll(/<!--[\s\S]*?-->/g, '')
    .replaceAll(/<(script|style|noscript|svg|template)\b[\s\S]*?<\/\1\s*>/gi, '')
    .replaceAll(/<h([1-6])\b[^>]*>/gi, '\n# ')
    .replaceAll(/<\/t[dh]>\s*<t[dh]\b[^>]*>/gi, ' | ')
    .replaceAll(
      /<(br|\/p|\/div|\/li|\/tr|\/h[1-6]|\/pre|pre|li|tr|p|div|table|section)\b[^>]*>/gi,
      '\n',
    )
    .replaceAll(/<[^<>]{1,2000}>/g, '')
    .replaceAll(/&(#x?[0-9a-f]+|\w+);/gi, (whole, code: string) => entity(whole, code))
}

function entity(whole: string, code: string): string {
  if (!code.startsWith('#')) return entities[code.toLowerCase()] ?? whole
  const number = /^#x/i.test(code) ? Number.parseInt(code.slice(2), 16) : Number(code.slice(1))
  return Number.isInteger(number) && number > 0 && number < 0x110000
    ? String.fromCodePoint(number)
    : whole
}
