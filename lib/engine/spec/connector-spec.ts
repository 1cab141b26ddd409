import { defineKind } from '../component'
import type { JsonObject } from '../values/value'

/** What a connector says about its configuration. */
export interface ConnectorSpec {
  /** The specification as the Airbyte protocol writes it. */
  readonly message: JsonObject
  /** The configuration after migrations and transformations. */
  prepare(config: JsonObject): PreparedConfig
  /** @throws ConfigInvalid when a validation rule does not hold */
  validate(config: JsonObject): void
}

export interface PreparedConfig {
  readonly config: JsonObject
  /** The configuration to store anew, when a migration changed it. */
  readonly migrated: JsonObject | undefined
}

export const connectorSpecKind = defineKind<ConnectorSpec>('Spec')
