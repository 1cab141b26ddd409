import { EngineError } from '../errors'

/** Text that should be JSON is not. The place is told, the text is not. */
export class JsonInvalid extends EngineError {
  override readonly name = 'JsonInvalid'
  readonly code = 'json_invalid'
  readonly blame = 'api'
  /** From 1. */
  readonly line: number
  /** From 1. */
  readonly column: number

  constructor(what: string, line: number, column: number) {
    super(`The JSON is not valid at line ${line}, column ${column}: ${what}`)
    this.line = line
    this.column = column
  }
}
