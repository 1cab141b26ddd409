import { ReadFailed } from '../errors'

const fieldCharsMax = 1024 * 1024
const columnsMax = 5000

type Place = 'start' | 'plain' | 'quoted' | 'quote'

/**
 * Reads rows of CSV as they arrive, by the rules of Python's `csv` module: quotes count only at the
 * start of a field, doubled quotes stand for one, rows without a character are skipped.
 */
export class CsvParser {
  readonly #delimiter: string
  #row: string[] = []
  #field = ''
  #place: Place = 'start'
  #isAfterReturn = false
  #hasRow = false

  constructor(delimiter: string) {
    this.#delimiter = delimiter
  }

  /** The rows that a piece of text completes. */
  write(text: string): string[][] {
    const rows: string[][] = []
    let from = 0
    for (let i = 0; i < text.length; i += 1) {
      const char = text[i] ?? ''
      if (this.#isSpecial(char)) {
        this.#append(text.slice(from, i))
        this.#take(char, rows)
        from = i + 1
      } else {
        this.#isAfterReturn = false
      }
    }
    this.#append(text.slice(from))
    return rows
  }

  /** The last row, when no line break ends it. */
  end(): string[][] {
    const rows: string[][] = []
    if (this.#hasRow) this.#endRow(rows)
    return rows
  }

  #isSpecial(char: string): boolean {
    return char === '\n' || char === '\r' || char === '"' || char === this.#delimiter
  }

  #append(text: string): void {
    if (text === '') return
    this.#hasRow = true
    if (this.#place !== 'quoted') this.#place = 'plain'
    this.#field += text
    if (this.#field.length > fieldCharsMax)
      throw tooLarge(`a field of more than ${fieldCharsMax} characters`)
  }

  #take(char: string, rows: string[][]): void {
    const isPair = char === '\n' && this.#isAfterReturn
    this.#isAfterReturn = char === '\r'
    if (isPair) return
    if (this.#place === 'quoted') this.#takeQuoted(char)
    else if (char === '"') this.#takeQuote()
    else if (char === this.#delimiter) this.#endField()
    else if (this.#hasRow) this.#endRow(rows)
  }

  #takeQuoted(char: string): void {
    if (char === '"') this.#place = 'quote'
    else this.#field += char === '\r' ? '\n' : char
  }

  #takeQuote(): void {
    this.#hasRow = true
    if (this.#place === 'start') {
      this.#place = 'quoted'
    } else {
      this.#field += '"'
      this.#place = this.#place === 'quote' ? 'quoted' : 'plain'
    }
  }

  #endField(): void {
    this.#hasRow = true
    this.#row.push(this.#field)
    this.#field = ''
    this.#place = 'start'
    if (this.#row.length > columnsMax) throw tooLarge(`more than ${columnsMax} columns`)
  }

  #endRow(rows: string[][]): void {
    this.#endField()
    rows.push(this.#row)
    this.#row = []
    this.#hasRow = false
  }
}

function tooLarge(what: string): ReadFailed {
  return new ReadFailed(
    'csv_too_large',
    'api',
    `The CSV has ${what}. Check the delimiter and the quotes.`,
  )
}
