import { defineKind } from '../component'
import type { JsonObject } from '../values/value'

/** Turns an old form of a stream's state into the present one. */
export interface StateMigration {
  /** The state to go on with; the same one when it is not in the old form. */
  migrate(state: JsonObject, stream: MigratedStream): JsonObject
}

/** What a migration needs to know of the stream. */
export interface MigratedStream {
  readonly cursorField: string | undefined
  readonly partitionFields: readonly string[]
  readonly parentCount: number
}

export const stateMigrationKind = defineKind<StateMigration>('StateMigration')
