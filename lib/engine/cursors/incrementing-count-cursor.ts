import { z } from 'zod'
import { defineComponent, slot, template } from '../component'
import { ConfigInvalid, ManifestInvalid } from '../errors'
import { interpolatedString } from '../interpolate'
import { requestOptionKind } from '../requesters/injector'
import { runOf } from '../run'
import { toText } from '../values/text'
import { COUNT_START, CountCursor } from './count-cursor'
import type { CursorDefinition } from './cursor'
import { SingleCursor } from './single-cursor'

export const incrementingCountCursor = defineComponent({
  schema: z
    .object({
      type: z.literal('IncrementingCountCursor'),
      cursor_field: template('config').meta({
        title: 'Cursor field',
        description: 'The record field with a number that only grows, such as an id.',
        examples: ['id'],
      }),
      allow_catalog_defined_cursor_field: z.boolean().optional().meta({
        title: 'Let users choose the field',
        description: 'Whoever sets up a sync may name another cursor field.',
        group: 'advanced',
      }),
      start_value: z
        .union([z.int(), template('config')])
        .default(0)
        .meta({ title: 'From', description: 'The number to start from.', examples: [0] }),
      start_value_option: slot(requestOptionKind).optional().meta({
        title: 'Send the start',
        description: 'Where requests carry the number to go on from.',
      }),
    })
    .meta({
      title: 'By number',
      description: 'Reads only records whose number is higher than the last one seen.',
    }),

  create(config, context): CursorDefinition {
    const field = toText(interpolatedString(config.cursor_field, context)())
    const option =
      config.start_value_option &&
      context.build(requestOptionKind, config.start_value_option, 'start_value_option')
    return {
      field,
      stateDate: () => undefined,
      hasSteps: false,
      isFieldChosen: config.allow_catalog_defined_cursor_field === true,
      start({ streamName, state, router, catalogCursorField }) {
        if (router) {
          throw new ManifestInvalid(
            `Stream ${streamName} has partitions and a cursor that counts. Only a cursor by date works with partitions.`,
            { path: context.path },
          )
        }
        const [chosen] = this.isFieldChosen ? (catalogCursorField ?? []) : []
        const warn = () =>
          runOf(context.engine).note(
            'warn',
            `A record of ${streamName} has no number in "${field}"; it counts as new.`,
            context.path,
            streamName,
          )
        const start = startNumber(config.start_value)
        return new SingleCursor(
          new CountCursor(chosen || field, start, state ?? {}, once(warn)),
          { patch: ({ cursorSlice }) => option?.inject(cursorSlice[COUNT_START] ?? null) ?? {} },
          { isClientSide: false, isDataFeed: false },
        )
      },
    }

    function startNumber(value: number | string): number {
      if (typeof value === 'number') return value
      const text = toText(interpolatedString(value, context)()).trim()
      if (/^[+-]?\d+$/.test(text)) return Number(text)
      throw new ConfigInvalid('start_value has to give a whole number', {
        path: [...context.path, 'start_value'],
        failureType: 'system_error',
      })
    }
  },
})

function once(act: () => void): () => void {
  let isDone = false
  return () => {
    if (isDone) return
    isDone = true
    act()
  }
}
