import { z } from 'zod'
import { defineComponent } from '../component'
import type { JsonObject } from '../values/value'
import { advancedAuthMessage, advancedAuthSchema } from './advanced-auth'
import { createRules, rulesSchema } from './config-rules'
import type { ConnectorSpec } from './connector-spec'

const jsonObject = z.custom<JsonObject>((value) => typeof value === 'object' && value !== null, {
  error: 'Expected a mapping',
})

export const spec = defineComponent({
  schema: z
    .object({
      type: z.literal('Spec'),
      connection_specification: jsonObject.meta({
        title: 'Configuration',
        description: 'The JSON Schema of what users fill in. Secrets say `airbyte_secret: true`.',
        examples: [{ type: 'object', properties: { api_key: { type: 'string' } } }],
        widget: 'json',
      }),
      documentation_url: z
        .string()
        .optional()
        .meta({
          title: 'Documentation',
          description: 'Where users read how to get these values.',
          examples: ['https://example.com/docs'],
        }),
      advanced_auth: advancedAuthSchema,
      config_normalization_rules: rulesSchema,
    })
    .meta({
      title: 'Specification',
      description: 'What users have to give before the connector can run.',
    }),

  create(config, context): ConnectorSpec {
    const rules = createRules(config.config_normalization_rules, context)
    return {
      message: {
        connectionSpecification: config.connection_specification,
        ...(config.documentation_url === undefined
          ? {}
          : { documentationUrl: config.documentation_url }),
        supportsNormalization: false,
        supportsDBT: false,
        ...(config.advanced_auth
          ? { advanced_auth: advancedAuthMessage(config.advanced_auth) }
          : {}),
      },
      ...rules,
    }
  },
})
