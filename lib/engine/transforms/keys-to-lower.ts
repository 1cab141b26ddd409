import { z } from 'zod'
import { defineComponent } from '../component'
import type { Transformation } from '../stream-scope'
import { renameKeys } from './rename-keys'

export const keysToLower = defineComponent({
  schema: z.object({ type: z.literal('KeysToLower') }).meta({
    title: 'Keys in lower case',
    description: 'Writes the top-level keys of records in lower case.',
  }),
  create: (): Transformation => ({
    transform: (record) => renameKeys(record, (key) => key.toLowerCase(), false),
  }),
})
