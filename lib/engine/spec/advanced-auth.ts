import { z } from 'zod'
import type { Json, JsonObject } from '../values/value'

const anyObject = z.record(z.string(), z.unknown())

const connectorInput = z.looseObject({
  consent_url: z.string(),
  access_token_url: z.string(),
  scope: z.string().optional(),
  scopes: z.array(anyObject).optional(),
  optional_scopes: z.array(anyObject).optional(),
  scopes_join_strategy: z.enum(['space', 'comma', 'plus']).default('space'),
  access_token_headers: anyObject.optional(),
  access_token_params: anyObject.optional(),
  extract_output: z.array(z.string()).optional(),
  state: z.looseObject({ min: z.int(), max: z.int() }).optional(),
  client_id_key: z.string().optional(),
  client_secret_key: z.string().optional(),
  scope_key: z.string().optional(),
  state_key: z.string().optional(),
  auth_code_key: z.string().optional(),
  redirect_uri_key: z.string().optional(),
  token_expiry_key: z.string().optional(),
})

const oauthSpecification = z.looseObject({
  oauth_user_input_from_connector_config_specification: anyObject.optional(),
  oauth_connector_input_specification: connectorInput.optional(),
  complete_oauth_output_specification: anyObject.optional(),
  complete_oauth_server_input_specification: anyObject.optional(),
  complete_oauth_server_output_specification: anyObject.optional(),
})

const authFlow = z.looseObject({
  auth_flow_type: z.enum(['oauth2.0', 'oauth1.0']).optional(),
  predicate_key: z.array(z.string()).optional(),
  predicate_value: z.string().optional(),
  oauth_config_specification: oauthSpecification.optional(),
})

export const advancedAuthSchema = authFlow.optional().meta({
  title: 'Sign-in by consent',
  description: 'How platforms get OAuth tokens for users. The connector itself only uses them.',
  group: 'advanced',
})

/** The flow as the protocol writes it: known keys in their order, the join strategy always. */
export function advancedAuthMessage(flow: z.output<typeof authFlow>): JsonObject {
  const specification = flow.oauth_config_specification
  const input = specification?.oauth_connector_input_specification
  return {
    ...known(flow, authFlow.shape),
    ...(specification && {
      oauth_config_specification: {
        ...known(specification, oauthSpecification.shape),
        ...(input && { oauth_connector_input_specification: known(input, connectorInput.shape) }),
      },
    }),
  }
}

function known(object: Readonly<Record<string, unknown>>, shape: object): JsonObject {
  const entries = Object.keys(shape)
    .filter((key) => object[key] !== undefined && object[key] !== null)
    .map((key) => [key, object[key] as Json])
  return Object.fromEntries(entries)
}
