const unseen = /\p{Default_Ignorable_Code_Point}/gu

/** A text without characters that nobody sees: zero width, direction marks, tags. */
export function withoutUnseen(text: string): string {
  return text.replaceAll(unseen, '')
}

/** The words of a text in one form: small letters, one blank between them, no punctuation. */
export function plainWords(text: string): string {
  return ` ${withoutUnseen(text)
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()} `
}

/** Whether a text holds the words of a quote, next to each other and in their order. */
export function holdsWords(text: string, quote: string): boolean {
  const wanted = plainWords(quote)
  return wanted.trim().length > 1 && plainWords(text).includes(wanted)
}

/** Whether a text holds a name as it is written: `page[size]` with its brackets, case aside. */
export function holdsName(text: string, name: string): boolean {
  const plain = name.toLowerCase()
  const all = withoutUnseen(text).toLowerCase()
  const isPart = (letter: string | undefined) =>
    letter !== undefined && /[\p{L}\p{N}_]/u.test(letter)
  for (let at = all.indexOf(plain); at >= 0; at = all.indexOf(plain, at + 1)) {
    if (!isPart(all[at - 1]) && !isPart(all[at + plain.length])) return true
  }
  return false
}

/**
 * Whether a text talks to a model or its makers instead of about an API. Nothing is believed that
 * stands beside such words.
 */
export function isAddressed(text: string): boolean {
  return /\b(ignore|disregard|forget|override)\b.{0,40}\b(previous|prior|above|all|any|other|earlier|instructions?|rules?)\b|\b(system prompt|language model|as an ai|ai (assistant|agent|model|system)s?|llms?|chatbot|gpt|you are (now )?(an?|the) |dear (assistant|model)|jailbreak|prompt injection|new instructions?|exfiltrat\w*)\b|\b(mark|set|call|treat|report) (everything|all|every|each)\b.{0,60}\b(certain|trusted|verified)\b|<\/?(system|assistant|instructions?|document|untrusted)[ >]|\bassistants?\s*[,:]/i.test(
    withoutUnseen(text).replaceAll(/\s+/g, ' '),
  )
}

/** Markers of templates: a value that holds one could be run instead of sent. */
export function hasTemplate(text: string): boolean {
  return /\{\{|\}\}|\{%|%\}|\{#|#\}|\$\{|<%|%>/.test(text)
}

/** A name that may stand in a manifest: what parameters, headers and fields are called. */
export function isPlainName(name: string): boolean {
  return /^[\p{L}\p{N}_@$.:[\]/-]{1,120}$/u.test(name) && !/^[.:/-]+$/.test(name)
}
