// biome-ignore lint/suspicious/noControlCharactersInRegex: the range of ASCII begins at NUL
const ascii = /^[\x00-\x7f]*$/

let transliterate: ((text: string) => string) | undefined

/** Loads the tables that `toAscii` needs; they are large, and few manifests want them. */
export async function loadAsciiTables(): Promise<void> {
  transliterate ??= (await import('any-ascii')).default
}

/**
 * Text in the letters of ASCII, whatever its script: `Ünïcode` as `Unicode`, `Имя` as `Imya`, `東京`
 * as `DongJing`. What has no likeness is left out.
 *
 * @throws TypeError when the tables were not loaded before
 */
export function toAscii(text: string): string {
  if (ascii.test(text)) return text
  if (!transliterate) throw new TypeError('The tables of toAscii have to be loaded first')
  return transliterate(text)
}
