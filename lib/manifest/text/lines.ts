import type { TextRange } from '../problem'

/** Finds the line of an offset. */
export class Lines {
  readonly #starts: readonly number[]

  constructor(text: string) {
    const starts = [0]
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
    this.#starts = starts
  }

  /** Line and column of an offset, both from 1. */
  at(offset: number): { line: number; column: number } {
    let low = 0
    let high = this.#starts.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((this.#starts[middle] ?? 0) <= offset) low = middle + 1
      else high = middle
    }
    return { line: low, column: offset - (this.#starts[low - 1] ?? 0) + 1 }
  }

  /** A range with its lines. A part that ends with its line end does not reach into the next line. */
  range(from: number, to: number): TextRange {
    const startLine = this.at(from).line
    const end = this.at(to)
    const endLine = end.column === 1 && end.line > startLine ? end.line - 1 : end.line
    return { from, to, startLine, endLine }
  }
}
