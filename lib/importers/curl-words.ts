/** The words of a command line, as bash, cmd or PowerShell split them. */
export function commandWords(text: string): string[] {
  const shell = shellOf(text)
  const joined = text.replaceAll(continuations[shell], ' ')
  const words: string[] = []
  const scanner = new Scanner(joined, shell)
  for (let word = scanner.next(); word !== undefined; word = scanner.next()) words.push(word)
  return words
}

type Shell = 'bash' | 'cmd' | 'powershell'

const continuations: Record<Shell, RegExp> = {
  bash: /\\\r?\n/g,
  cmd: /\^\r?\n/g,
  powershell: /`\r?\n/g,
}

function shellOf(text: string): Shell {
  if (/\^\s*\r?\n|\^"/.test(text)) return 'cmd'
  return /`\s*\r?\n|^\s*(curl\.exe|Invoke-(WebRequest|RestMethod)|irm|iwr)\b/i.test(text)
    ? 'powershell'
    : 'bash'
}

/** Escapes of `$'…'` in bash. */
const ansiEscapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r' }

class Scanner {
  readonly #text: string
  readonly #shell: Shell
  #at = 0

  constructor(text: string, shell: Shell) {
    this.#text = text
    this.#shell = shell
  }

  next(): string | undefined {
    while (/\s/.test(this.#text[this.#at] ?? '')) this.#at++
    if (this.#at >= this.#text.length) return undefined
    let word = ''
    while (this.#at < this.#text.length && !/\s/.test(this.#text[this.#at] ?? ''))
      word += this.#part()
    return word
  }

  /** One character, or what stands between two quotes. */
  #part(): string {
    const char = this.#text[this.#at] ?? ''
    const following = this.#text[this.#at + 1] ?? ''
    if (this.#shell === 'bash' && char === '$' && following === "'") {
      this.#at += 2
      return this.#quoted("'", '\\', true)
    }
    if (char === "'" && this.#shell !== 'cmd') {
      this.#at++
      return this.#quoted("'", '')
    }
    if (char === '"') {
      this.#at++
      return this.#quoted('"', this.#escape)
    }
    if (this.#shell === 'cmd' && char === '^' && following === '"') {
      this.#at += 2
      return this.#quoted('"', '\\').replaceAll(/\^(.)/g, '$1')
    }
    const isEscape = char === (this.#shell === 'cmd' ? '^' : this.#escape)
    this.#at += isEscape ? 2 : 1
    return isEscape ? following : char
  }

  get #escape(): string {
    return this.#shell === 'powershell' ? '`' : '\\'
  }

  #quoted(end: string, escaping: string, isAnsi = false): string {
    let inner = ''
    while (this.#at < this.#text.length) {
      const char = this.#text[this.#at] ?? ''
      const following = this.#text[this.#at + 1] ?? ''
      const closing = this.#closing(char, following, end, inner)
      if (closing === 'close') return inner
      if (closing === 'double') inner += end
      else if (char === escaping && escaping !== '') inner += this.#escaped(following, end, isAnsi)
      else {
        this.#at++
        inner += char
      }
    }
    return inner
  }

  /** The end of quoted text, or a quote that is written twice as PowerShell and cmd do. */
  #closing(char: string, following: string, end: string, inner: string) {
    if (char === '^' && following === '"' && this.#shell === 'cmd' && !inner.endsWith('\\')) {
      this.#at += 2
      return 'close'
    }
    if (char !== end) return undefined
    const isDouble = following === end && this.#shell !== 'bash'
    this.#at += isDouble ? 2 : 1
    return isDouble ? 'double' : 'close'
  }

  #escaped(following: string, end: string, isAnsi: boolean): string {
    this.#at += 2
    return isAnsi ? (ansiEscapes[following] ?? following) : unescaped(following, end)
  }
}

/** In double quotes a backslash stays unless it escapes something. */
function unescaped(char: string, end: string): string {
  return char === end || /[\\$`"\n]/.test(char) ? char : `\\${char}`
}
