import { z } from 'zod'
import { defineComponent } from '../component'
import type { Transformation } from '../stream-scope'
import { isList, isObject, type Json, setKey } from '../values/value'

export const flattenFields = defineComponent({
  schema: z
    .object({
      type: z.literal('FlattenFields'),
      flatten_lists: z.boolean().default(true).meta({
        title: 'Lists too',
        description: 'Gives each item of a list a field of its own, such as `tags.0`.',
      }),
    })
    .meta({
      title: 'Flatten',
      description: 'Lifts nested fields to the top; where names clash, they keep their path.',
    }),

  create: ({ flatten_lists }): Transformation => ({
    transform(record) {
      const flat = flatten(record, flatten_lists)
      for (const key of Object.keys(record)) delete record[key]
      for (const [key, value] of Object.entries(flat)) setKey(record, key, value)
    },
  }),
})

/** Works from a stack, last in first out, which decides who keeps a name that clashes. */
function flatten(record: { [key: string]: Json }, flattensLists: boolean): { [key: string]: Json } {
  const flat: { [key: string]: Json } = {}
  const stack: [Json, string][] = [[record, '_']]
  let keepsPath = false
  for (let top = stack.pop(); top !== undefined; top = stack.pop()) {
    const [node, name] = top
    if (isObject(node)) {
      const keyOf = (key: string) =>
        keepsPath || Object.hasOwn(flat, key) ? `${name}.${key}` : key
      for (const [key, value] of Object.entries(node)) stack.push([value as Json, keyOf(key)])
    } else if (flattensLists && isList(node)) {
      keepsPath = true
      stack.push(...node.map((item, i): [Json, string] => [item as Json, `${name}.${i}`]))
    } else {
      setKey(flat, name, node)
    }
  }
  return flat
}
