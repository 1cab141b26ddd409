import { z } from 'zod'
import { defineComponent, slot } from '../component'
import { StreamSlice } from '../slice'
import { prepareAll, transformationKind } from '../transforms/transformation'
import { copyJson } from '../values/json'
import { isObject, type Json } from '../values/value'
import type { PropertySelector } from './query-properties-kind'

export const jsonSchemaPropertySelector = defineComponent({
  schema: z
    .object({
      type: z.literal('JsonSchemaPropertySelector'),
      transformations: z.array(slot(transformationKind)).optional().meta({
        title: 'Transformations',
        description: 'Applied to the properties of the schema, as if they were a record.',
      }),
    })
    .meta({
      title: 'Those of the chosen schema',
      description: 'Asks only for properties that the configured catalog has.',
    }),

  create({ transformations = [] }, context): PropertySelector {
    const changes = transformations.map((each, i) =>
      context.build(transformationKind, each, ['transformations', i]),
    )
    return {
      async wanted() {
        const properties = context.stream?.configuredSchema?.properties
        if (context.stream?.configuredSchema === undefined) return undefined
        if (properties === undefined || !isObject(properties)) return new Set()
        const copy = copyJson(properties) as { [key: string]: Json }
        await prepareAll(changes)
        for (const change of changes) change.transform(copy, new StreamSlice())
        return new Set(Object.keys(copy))
      },
    }
  },
})
