import { type Blame, EngineError, type EngineErrorOptions } from '../errors'

/** A place in a template's text, counted from 0. */
export interface SourceRange {
  readonly start: number
  readonly end: number
}

/** The template is not written as the language wants it. */
export class TemplateSyntaxError extends EngineError {
  override readonly name = 'TemplateSyntaxError'
  readonly code: string = 'template_syntax'
  readonly blame = 'manifest'
  /** Where the mistake is, in characters of the text. */
  readonly offset: number
  /** From 1. */
  readonly line: number

  constructor(message: string, text: string, offset: number) {
    const line = text.slice(0, offset).split('\n').length
    super(`${message} (line ${line} of the template)`)
    this.offset = offset
    this.line = line
  }
}

/** The template reads variables that do not exist at its place. */
export class TemplateNamesUnknown extends EngineError {
  override readonly name = 'TemplateNamesUnknown'
  readonly code = 'template_names_unknown'
  readonly blame = 'manifest'
  readonly names: readonly string[]

  constructor(names: readonly string[], known: readonly string[]) {
    super(
      `The template reads ${names.join(', ')}, which cannot be read here. What can be read here: ${known.join(', ')}`,
    )
    this.names = names
  }
}

/** The template reads `stream_state`, which the language no longer has. */
export class StreamStateRemoved extends EngineError {
  override readonly name = 'StreamStateRemoved'
  readonly code = 'stream_state_removed'
  readonly blame = 'manifest'

  constructor() {
    super('Templates can no longer read stream_state. Read stream_interval instead.', {
      failureType: 'config_error',
    })
  }
}

/** The template uses a value that is not there in a way that needs one. */
export class UndefinedValue extends EngineError {
  override readonly name = 'UndefinedValue'
  readonly code = 'template_undefined'
  readonly blame: Blame = 'manifest'

  constructor(hint: string) {
    super(`${hint} is undefined`)
  }
}

/** The template asks for something that templates may not touch, or that has no such filter. */
export class TemplateRuntimeError extends EngineError {
  override readonly name: string = 'TemplateRuntimeError'
  readonly code: string = 'template_failed'
  readonly blame = 'manifest'
}

/** The template asks for something that templates may not touch. */
export class TemplateForbidden extends TemplateRuntimeError {
  override readonly name = 'TemplateForbidden'
  override readonly code = 'template_forbidden'
}

/** The template needs more steps, text or memory than one template may use. */
export class TemplateTooCostly extends EngineError {
  override readonly name = 'TemplateTooCostly'
  readonly code = 'template_too_costly'
  readonly blame = 'manifest'

  constructor(message: string, options: EngineErrorOptions = {}) {
    super(message, options)
  }
}

/** The template's text is longer than a template may be. */
export class TemplateSourceTooLong extends EngineError {
  override readonly name = 'TemplateSourceTooLong'
  readonly code = 'template_too_long'
  readonly blame = 'manifest'

  constructor(lengthMax: number) {
    super(`The template is longer than ${lengthMax} characters`)
  }
}
