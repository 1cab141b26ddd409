import { z } from 'zod'
import { defineComponent } from '../component'
import { ManifestInvalid } from '../errors'
import type { Json, JsonObject } from '../values/value'
import type { StateMigration } from './state-migration'

export const legacyToPerPartitionStateMigration = defineComponent({
  schema: z.object({ type: z.literal('LegacyToPerPartitionStateMigration') }).meta({
    title: 'From partition keys to partitions',
    description: 'Reads states of old connectors, which named each partition by its value alone.',
  }),

  create(_, context): StateMigration {
    return {
      migrate(state, { cursorField, partitionFields, parentCount }) {
        const [field] = partitionFields
        if (cursorField === undefined || field === undefined) {
          throw new ManifestInvalid(
            'LegacyToPerPartitionStateMigration needs a stream with a cursor and parent partitions',
            { path: context.path },
          )
        }
        if (parentCount > 1 || !isLegacy(state, cursorField)) return state
        const states = Object.entries(state).map(
          ([value, cursor]): Json => ({ partition: { [field]: value }, cursor }),
        )
        return { states }
      },
    }
  },
})

/** Each value of the old form is an object with nothing but the cursor field. */
function isLegacy(state: JsonObject, cursorField: string): boolean {
  const values = Object.values(state)
  return (
    values.length > 0 &&
    !('states' in state) &&
    values.every((value) => {
      if (typeof value !== 'object' || value === null) return false
      const keys = Object.keys(value)
      return keys.length === 1 && keys[0] === cursorField
    })
  )
}
