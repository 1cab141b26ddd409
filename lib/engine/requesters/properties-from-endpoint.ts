import { z } from 'zod'
import { type ComponentConfig, defineComponent, slot, template } from '../component'
import { interpolatedString } from '../interpolate'
import { auxiliaryStream } from '../retrievers/auxiliary-stream'
import { retrieverKind } from '../retrievers/retriever'
import { StreamSlice } from '../slice'
import { getAt } from '../values/dpath'
import { toText } from '../values/text'
import { isObject, type Json, type JsonObject } from '../values/value'
import type { PropertiesFromEndpoint } from './query-properties-kind'

export const propertiesFromEndpoint = defineComponent({
  schema: z
    .object({
      type: z.literal('PropertiesFromEndpoint'),
      property_field_path: z.array(template('config')).meta({
        title: 'Path of the name',
        description: 'Where each record of the endpoint has the name of a property.',
        examples: [['name']],
      }),
      retriever: slot(retrieverKind).meta({
        title: 'Endpoint',
        description: 'What lists the properties.',
      }),
    })
    .meta({
      title: 'Properties from an endpoint',
      description: 'Asks the API which properties there are.',
    }),

  create({ property_field_path, retriever }, context): PropertiesFromEndpoint {
    const source = context.build(
      retrieverKind,
      withCache(retriever),
      'retriever',
      auxiliaryStream(context.stream),
    )
    const path = property_field_path.map((each) => interpolatedString(each, context)())
    let known: Promise<readonly string[]> | undefined

    async function ask(signal: AbortSignal): Promise<readonly string[]> {
      const names: string[] = []
      const scope = { index: 0, purpose: 'properties', signal } as const
      for await (const records of source.read(new StreamSlice(), scope)) {
        for (const record of records) names.push(toText(getAt<Json>(record, path as never, [])))
      }
      return names
    }

    return {
      names({ signal }) {
        known ??= ask(signal).catch((error: unknown) => {
          known = undefined
          throw error
        })
        return known
      },
    }
  },
})

/** Streams that share an endpoint ask it once. */
function withCache(retriever: ComponentConfig): ComponentConfig {
  const { requester } = retriever
  if (requester === undefined || !isObject(requester)) return retriever
  return { ...retriever, requester: { ...(requester as JsonObject), use_cache: true } }
}
