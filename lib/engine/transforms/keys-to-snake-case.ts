import { z } from 'zod'
import { defineComponent } from '../component'
import type { Transformation } from '../stream-scope'
import { renameKeys } from './rename-keys'
import { snakeCase } from './snake-case'
import { loadAsciiTables } from './to-ascii'

export const keysToSnakeCase = defineComponent({
  schema: z.object({ type: z.literal('KeysToSnakeCase') }).meta({
    title: 'Keys in snake case',
    description: 'Writes keys as `first_name`, in nested objects too.',
  }),
  create(): Transformation {
    const known = new Map<string, string>()
    const rename = (key: string): string => {
      const name = known.get(key) ?? snakeCase(key)
      // Keys may be data, such as identifiers, so not every one is worth keeping.
      if (known.size < 10_000) known.set(key, name)
      return name
    }
    return {
      transform: (record) => renameKeys(record, rename, true),
      prepare: loadAsciiTables,
    }
  },
})
