/**
 * Tokens of a text, estimated on the safe side: three characters make one, and every character outside
 * ASCII counts for itself.
 */
export function tokensOf(text: string): number {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: all of ASCII
  const other = text.length - text.replaceAll(/[^\u0000-\u007f]/g, '').length
  return Math.ceil((text.length - other) / 3) + other
}
