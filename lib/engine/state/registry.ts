import { defineRegistry } from '../component'
import { legacyToPerPartitionStateMigration } from './legacy-to-per-partition-state-migration'
import { stateMigrationKind } from './state-migration'

export const stateMigrations = defineRegistry(stateMigrationKind, [
  legacyToPerPartitionStateMigration,
])
