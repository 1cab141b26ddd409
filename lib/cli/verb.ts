/** What a command is given. */
export interface VerbInput {
  /** Words after the command that belong to no option. */
  readonly words: readonly string[]
  readonly options: Readonly<Record<string, string | boolean | readonly string[] | undefined>>
}

/** An option of a command, as `--name` or `--name VALUE`. */
export interface VerbOption {
  /** What the value is, in capitals; absent for a switch. */
  readonly value?: string | undefined
  readonly summary: string
  readonly isRequired?: boolean | undefined
  /** May be given several times; its value is a list. */
  readonly isRepeated?: boolean | undefined
}

/** A command of the command line. */
export interface Verb {
  readonly summary: string
  /** Words it takes, as the usage line shows them. */
  readonly words?: readonly string[] | undefined
  readonly options: Readonly<Record<string, VerbOption>>
  /** Does the work and resolves to the exit code. What is slow to load, is loaded here. */
  run(input: VerbInput): Promise<number>
}

/** Exit codes: done, failed, called in the wrong way. */
export const exitCodes = { done: 0, failed: 1, misused: 2 } as const

/** The command line cannot be understood. Shown with the usage of the command. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}
