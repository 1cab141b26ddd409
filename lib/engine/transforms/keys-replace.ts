import { z } from 'zod'
import { defineComponent, template } from '../component'
import { recordNames, recordTemplate } from '../interpolate'
import type { Transformation } from '../stream-scope'
import { toText } from '../values/text'
import { renameKeys } from './rename-keys'

const variables = ['config', 'record', 'stream_slice', 'stream_interval', 'stream_partition']

export const keysReplace = defineComponent({
  schema: z
    .object({
      type: z.literal('KeysReplace'),
      old: template(...variables).meta({
        title: 'Old text',
        description: 'Text to replace in keys.',
        examples: [' ', "{{ config['prefix'] }}"],
      }),
      new: template(...variables).meta({
        title: 'New text',
        description: 'What to put in its place.',
        examples: ['_', ''],
      }),
    })
    .meta({
      title: 'Replace in keys',
      description: 'Replaces text in keys, in nested objects too.',
    }),

  create(config, context): Transformation {
    const oldText = recordTemplate(config.old, context)
    const newText = recordTemplate(config.new, context)
    const namesOf = recordNames(context)
    return {
      transform(record, slice) {
        const names = namesOf(record, slice)
        const from = toText(oldText(names))
        const to = toText(newText(names))
        renameKeys(record, (key) => key.replaceAll(from, () => to), true)
      },
    }
  },
})
