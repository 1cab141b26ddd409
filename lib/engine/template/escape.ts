import { toText } from '../values/text'
import { Markup, type Value } from '../values/value'

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  "'": '&#39;',
  '"': '&#34;',
}

/** The text of a value, safe for HTML. What is safe already stays. */
export function escapeHtml(value: Value): Markup {
  return value instanceof Markup ? value : new Markup(escapeText(toText(value)))
}

/** Text with the five characters that mean something in HTML replaced. */
export function escapeText(text: string): string {
  return text.replace(/[&<>'"]/g, (char) => entities[char] ?? char)
}
