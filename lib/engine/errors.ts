import type { ManifestPath } from './path'

/** What whoever started the read can do about a failure: change it here. */
export type Blame = 'manifest' | 'config' | 'api' | 'engine'

/** The failure types of the Airbyte protocol's trace messages. */
export type FailureType = 'config_error' | 'system_error' | 'transient_error'

export interface EngineErrorOptions extends ErrorOptions {
  /** The manifest component to highlight, when one is to blame. */
  readonly path?: ManifestPath | undefined
  readonly failureType?: FailureType | undefined
  /** For logs and traces: more exact and less readable than the message. Never holds a secret. */
  readonly internalMessage?: string | undefined
}

/**
 * Base class of everything the engine throws on purpose.
 *
 * `code` never changes once released: the API, the CLI and the docs all key on it.
 * `message` is a sentence for a person; `path` points at the component to highlight.
 */
export abstract class EngineError extends Error {
  abstract readonly code: string
  abstract readonly blame: Blame
  readonly path: ManifestPath | undefined
  readonly failureType: FailureType
  readonly internalMessage: string | undefined

  constructor(message: string, options: EngineErrorOptions = {}) {
    super(message, options)
    this.path = options.path
    this.failureType = options.failureType ?? 'system_error'
    this.internalMessage = options.internalMessage
  }
}

/** The manifest cannot be built into a connector: a field is missing, wrong or contradictory. */
export class ManifestInvalid extends EngineError {
  override readonly name = 'ManifestInvalid'
  readonly code: string = 'manifest_invalid'
  readonly blame = 'manifest'
}

/** The configuration lacks a value or holds one that the manifest cannot use. */
export class ConfigInvalid extends EngineError {
  override readonly name = 'ConfigInvalid'
  readonly code = 'config_invalid'
  readonly blame = 'config'

  constructor(message: string, options: EngineErrorOptions = {}) {
    super(message, { failureType: 'config_error', ...options })
  }
}

/** The component is known to the language and cannot run here, for example custom Python code. */
export class ComponentUnsupported extends EngineError {
  override readonly name = 'ComponentUnsupported'
  readonly code = 'component_unsupported'
  readonly blame = 'manifest'
}

/**
 * A read cannot go on. The code says why; it is stable, unlike the message.
 *
 * For failures that callers only pass on. One that callers react to has a class of its own.
 */
export class ReadFailed extends EngineError {
  override readonly name = 'ReadFailed'
  readonly code: string
  readonly blame: Blame

  constructor(code: string, blame: Blame, message: string, options: EngineErrorOptions = {}) {
    super(message, options)
    this.code = code
    this.blame = blame
  }
}
