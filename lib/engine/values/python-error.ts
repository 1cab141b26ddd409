import { type Blame, EngineError, type EngineErrorOptions } from '../errors'

/**
 * A mistake in a value or an operation, named as Python names it: `kind` is the exception class.
 * Messages name types and places and never repeat values, which may be secret.
 */
export class PythonError extends EngineError {
  override readonly name: string = 'PythonError'
  readonly code: string = 'value_invalid'
  readonly blame: Blame = 'manifest'
  readonly kind: string

  constructor(kind: string, message: string, options: EngineErrorOptions = {}) {
    super(message, options)
    this.kind = kind
  }
}

/** An operation met a type it does not work on. Templates answer it with their own text. */
export class PythonTypeError extends PythonError {
  override readonly name = 'PythonTypeError'
  override readonly code = 'type_mismatch'

  constructor(message: string, options: EngineErrorOptions = {}) {
    super('TypeError', message, options)
  }
}

/** A value of the right type is not one the operation can use. */
export class PythonValueError extends PythonError {
  override readonly name = 'PythonValueError'

  constructor(message: string, options: EngineErrorOptions = {}) {
    super('ValueError', message, options)
  }
}

/** A key, index or path is not there. */
export class PythonLookupError extends PythonError {
  override readonly name = 'PythonLookupError'
  override readonly code = 'key_missing'

  constructor(kind: 'KeyError' | 'IndexError' | 'PathNotFound', message: string) {
    super(kind, message)
  }
}
