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

/** How texts speak that want something from a model instead of saying something about an API. */
const addressed = [
  /\b(ignore|disregard|forget|override|bypass|discard)\b.{0,40}\b(instructions?|prompts?|guidelines?|(previous|prior|above|earlier|your|all) (rules?|messages?|text))\b/i,
  /\b(ignore|disregard|forget|discard) (everything|all that|what) (above|before|you|was|is|the)\b/i,
  /\b(dear|attention|hello|hey|note to|message to|notice to|instructions? (for|to)) (all |any |the )?(ai|llm|language model|assistant|model|chatbot|agent)s?\b/i,
  /\b(if you are|you are( now)?|act as|as) an? (ai|llm|large language model|language model|ai assistant|helpful assistant)\b/i,
  /\b(jailbreak|prompt injection|exfiltrat\w*|new system prompt|developer mode)\b/i,
  /\b(mark|call|treat|report|consider) (everything|all|every|each)\b.{0,60}\b(certain|trusted|verified)\b/i,
  /<\/?(system|instructions?|untrusted)>|\[\/?(inst|system)\]|\b(assistant|model), (please|you must|set|use|send|report|answer)\b/i,
]

/**
 * Whether a text talks to a model instead of about an API. Nothing is believed that stands beside such
 * words. This is a fence on top of the checks, not in place of them.
 */
export function isAddressed(text: string): boolean {
  const line = withoutUnseen(text).replaceAll(/\s+/g, ' ')
  return addressed.some((pattern) => pattern.test(line))
}

/** Markers of templates: a value that holds one could be run instead of sent. */
export function hasTemplate(text: string): boolean {
  return /\{\{|\}\}|\{%|%\}|\{#|#\}|\$\{|<%|%>/.test(text)
}

/** A name that may stand in a manifest: what parameters, headers and fields are called. */
export function isPlainName(name: string): boolean {
  return /^[\p{L}\p{N}_@$.:[\]/-]{1,120}$/u.test(name) && !/^[.:/-]+$/.test(name)
}
