import { PythonValueError } from '../values/python-error'

interface WrapOptions {
  readonly width: number
  readonly breaksWords: boolean
  readonly breaksHyphens: boolean
}

/** One line of text as lines of at most `width` characters, as Python's textwrap breaks them. */
export function wrapText(text: string, options: WrapOptions): string[] {
  if (options.width <= 0) throw new PythonValueError('The width must be above 0')
  const lines = new Lines(options)
  for (const chunk of chunksOf(text, options.breaksHyphens)) lines.add(chunk)
  return lines.finish()
}

class Lines {
  readonly #options: WrapOptions
  readonly #lines: string[] = []
  #line = ''

  constructor(options: WrapOptions) {
    this.#options = options
  }

  add(chunk: string): void {
    const { width, breaksWords } = this.#options
    const isSpace = chunk.trim() === ''
    if (isSpace && this.#line === '' && this.#lines.length > 0) return
    if (this.#line.length + chunk.length <= width) {
      this.#line += chunk
      return
    }
    const rest = chunk.length > width && breaksWords && !isSpace ? this.#broken(chunk) : chunk
    this.#end()
    this.#line = isSpace ? '' : rest
  }

  /** Fills lines with a word that is too long and gives what is left of it. */
  #broken(word: string): string {
    const { width } = this.#options
    let rest = word
    while (this.#line.length + rest.length > width) {
      const end = this.#breakOf(rest, width - this.#line.length)
      this.#line += rest.slice(0, end)
      rest = rest.slice(end)
      if (rest.length <= width) break
      this.#end()
    }
    return rest
  }

  /** Where a word that is too long is broken: behind its last hyphen that fits, if there is one. */
  #breakOf(word: string, room: number): number {
    const hyphen = this.#options.breaksHyphens ? word.lastIndexOf('-', room - 1) : -1
    return hyphen > 0 && /[^-]/.test(word.slice(0, hyphen)) ? hyphen + 1 : room
  }

  #end(): void {
    const trimmed = this.#line.trimEnd()
    if (trimmed !== '') this.#lines.push(trimmed)
    this.#line = ''
  }

  finish(): string[] {
    this.#end()
    return this.#lines
  }
}

function chunksOf(text: string, breaksHyphens: boolean): string[] {
  const words = text.split(/([\t\n\v\f\r ]+)/).filter((chunk) => chunk !== '')
  if (!breaksHyphens) return words
  return words.flatMap((word) => word.split(/(?<=[\p{L}\p{N}_]-)(?=\p{L})/u))
}
