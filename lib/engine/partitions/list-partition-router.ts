import { z } from 'zod'
import { type ComponentConfig, defineComponent, slot, template } from '../component'
import { interpolatedString } from '../interpolate'
import { type Injector, requestOptionKind } from '../requesters/injector'
import { StreamSlice } from '../slice'
import { isTruthy } from '../values/compare'
import { toText } from '../values/text'
import type { Json, Value } from '../values/value'
import { itemsOf } from './iterate-value'
import type { PartitionRouter } from './partition-router'

export const listPartitionRouter = defineComponent({
  schema: z
    .object({
      type: z.literal('ListPartitionRouter'),
      values: z.union([template('config'), z.array(z.string())]).meta({
        title: 'Values',
        description:
          'One partition for each. A template that gives a list takes them from the configuration.',
        examples: [['eu', 'us'], "{{ config['regions'] }}"],
      }),
      cursor_field: template('config').meta({
        title: 'Name',
        description: 'What a partition calls its value, for use in templates.',
        examples: ['region'],
      }),
      request_option: slot(requestOptionKind).optional().meta({
        title: 'Send the value',
        description: 'Where requests carry the value, unless a template puts it somewhere.',
      }),
    })
    .meta({
      title: 'List of values',
      description: 'Reads the stream once for each value of a list.',
    }),

  create({ values, cursor_field, request_option }, context): PartitionRouter {
    const renderName = interpolatedString(cursor_field, context)
    const renderValues =
      typeof values === 'string' ? interpolatedString(values, context) : () => values
    const injector =
      request_option &&
      context.build(requestOptionKind, withoutParameters(request_option), 'request_option')

    return {
      async *slices() {
        for (const value of itemsOf(renderValues())) {
          yield new StreamSlice({ [toText(renderName())]: value as Json })
        }
      },
      patch: (slice) => injectTruthy(injector, slice.partition[toText(renderName())]),
      parentState: () => undefined,
      partitionFields: [toText(renderName())],
      hasRequestOption: request_option !== undefined,
      parentCount: 0,
      ancestors: [],
    }
  },
})

/** Zero, empty text, false and null are never sent. */
export function injectTruthy(injector: Injector | undefined, value: Value | undefined) {
  return injector && value !== undefined && isTruthy(value) ? injector.inject(value) : {}
}

/** Names in a partition router's request option see no `$parameters` in the reference engine. */
export function withoutParameters(option: ComponentConfig): ComponentConfig {
  return { ...option, $parameters: {} }
}
