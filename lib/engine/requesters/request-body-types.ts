import { z } from 'zod'
import { defineComponent, template } from '../component'
import type { RequestBody } from './request-body'
import { bodyDataOf, bodyJsonOf } from './request-values'

const variables = [
  'config',
  'stream_slice',
  'stream_interval',
  'stream_partition',
  'next_page_token',
]

export const requestBodyPlainText = defineComponent({
  schema: z
    .object({
      type: z.literal('RequestBodyPlainText'),
      value: template(...variables).meta({
        title: 'Text',
        description: 'Sent as it is, without a content type.',
        examples: ["id={{ config['id'] }}"],
      }),
    })
    .meta({ title: 'Text', description: 'A body of any text.' }),
  create: ({ value }, context): RequestBody => ({ patch: bodyDataOf(value, context) }),
})

export const requestBodyUrlEncodedForm = defineComponent({
  schema: z
    .object({
      type: z.literal('RequestBodyUrlEncodedForm'),
      value: z.record(z.string(), template(...variables)).meta({
        title: 'Fields',
        description: 'Sent as a form, percent-encoded.',
        examples: [{ status: 'open' }],
      }),
    })
    .meta({ title: 'Form', description: 'A body of form fields.' }),
  create: ({ value }, context): RequestBody => ({ patch: bodyDataOf(value, context) }),
})

export const requestBodyJsonObject = defineComponent({
  schema: z
    .object({
      type: z.literal('RequestBodyJsonObject'),
      value: z.record(z.string(), z.unknown()).meta({
        title: 'JSON',
        description:
          'An object; text inside may hold templates, and what they leave empty is dropped.',
        examples: [{ filter: { since: '{{ stream_interval.start_time }}' } }],
        template: variables,
      }),
    })
    .meta({ title: 'JSON', description: 'A body of JSON.' }),
  create: ({ value }, context): RequestBody => ({ patch: bodyJsonOf(value, context) }),
})

export const requestBodyGraphQl = defineComponent({
  schema: z
    .object({
      type: z.literal('RequestBodyGraphQL'),
      value: z
        .looseObject({
          query: template(...variables).meta({
            title: 'Query',
            description: 'The GraphQL query.',
            examples: ['query { orders { id } }'],
          }),
        })
        .meta({
          title: 'Request',
          description: 'The query and whatever goes with it, such as variables.',
        }),
    })
    .meta({ title: 'GraphQL', description: 'A GraphQL query, sent as JSON.' }),
  create: ({ value }, context): RequestBody => ({ patch: bodyJsonOf(value, context) }),
})
