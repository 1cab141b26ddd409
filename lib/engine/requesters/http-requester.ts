import { z } from 'zod'
import { type Authenticator, authenticatorKind } from '../auth/authenticator'
import { noCredentials } from '../auth/no-auth'
import { type BuildContext, defineComponent, slot, template } from '../component'
import { plainErrorHandler } from '../error-handlers/default-error-handler'
import { errorHandlerKind } from '../error-handlers/error-handler'
import { ManifestInvalid } from '../errors'
import { interpolatedString } from '../interpolate'
import { runOf } from '../run'
import { send } from '../send'
import { toText } from '../values/text'
import type { ValueObject } from '../values/value'
import { buildProperties } from './build-properties'
import { CookieJar } from './cookie-jar'
import { propertiesFromEndpointKind, queryPropertiesKind } from './query-properties-kind'
import { requestBodyKind } from './request-body'
import { createRequestWriter } from './request-writer'
import type { Requester } from './requester'
import { ResponseCache } from './response-cache'

const variables = [
  'config',
  'stream_slice',
  'stream_interval',
  'stream_partition',
  'next_page_token',
]

const timeoutSchema = z.number().positive().optional()
const textMap = z.record(z.string(), z.unknown())

const schema = z
  .object({
    type: z.literal('HttpRequester'),
    url: template(...variables)
      .optional()
      .meta({
        title: 'URL',
        description: 'The endpoint, with its path.',
        examples: ['https://api.example.com/v1/orders'],
      }),
    http_method: z
      .enum(['GET', 'POST'])
      .default('GET')
      .meta({
        title: 'Method',
        description: 'The HTTP method of all requests.',
        examples: ['GET', 'POST'],
      }),
    authenticator: slot(authenticatorKind).optional().meta({
      title: 'Authentication',
      description: 'How requests prove who is asking.',
    }),
    request_parameters: z
      .union([template(...variables), textMap])
      .optional()
      .meta({
        title: 'URL parameters',
        description: 'Sent with every request. Those that a template leaves empty are not sent.',
        examples: [{ sort: 'updated_at' }],
        template: variables,
      }),
    request_headers: z
      .union([template(...variables), textMap])
      .optional()
      .meta({
        title: 'Headers',
        description: 'Sent with every request.',
        examples: [{ 'Api-Version': '2024-01' }],
        template: variables,
      }),
    request_body: slot(requestBodyKind).optional().meta({
      title: 'Body',
      description: 'What requests carry: text, a form, JSON or a GraphQL query.',
    }),
    error_handler: slot(errorHandlerKind).optional().meta({
      title: 'Error handling',
      description: 'What to do about answers that are errors.',
    }),
    use_cache: z.boolean().default(false).meta({
      title: 'Keep answers',
      description: 'Asks for the same thing only once in a run.',
      group: 'advanced',
    }),
    connect_timeout_in_seconds: timeoutSchema.meta({
      title: 'Time to connect',
      description: 'Seconds until a connection has to stand.',
      examples: [10],
      group: 'advanced',
    }),
    read_timeout_in_seconds: timeoutSchema.meta({
      title: 'Time without an answer',
      description: 'Seconds of silence before and within an answer.',
      examples: [60],
      group: 'advanced',
    }),
    use_tcp_keepalive: z.boolean().default(false).meta({
      title: 'Keep connections alive',
      description: 'Probes silent connections, for APIs that take long to answer.',
      group: 'advanced',
    }),
    query_properties: slot(queryPropertiesKind).optional().meta({
      title: 'Properties to ask for',
      description: 'For APIs that want the wanted fields named; templates see `query_properties`.',
      group: 'advanced',
    }),
    fetch_properties_from_endpoint: slot(propertiesFromEndpointKind).optional().meta({
      title: 'Properties from an endpoint',
      description: 'Older form of properties to ask for.',
      deprecated: true,
      group: 'advanced',
    }),
    url_base: template(...variables)
      .optional()
      .meta({
        title: 'Base URL',
        description: 'Older form: the part of the URL that all streams share.',
        examples: ['https://api.example.com/v1'],
        deprecated: true,
        group: 'advanced',
      }),
    path: template(...variables)
      .optional()
      .meta({
        title: 'Path',
        description: 'Older form: what stands behind the base URL.',
        examples: ['/orders'],
        deprecated: true,
        group: 'advanced',
      }),
    request_body_data: z
      .union([template(...variables), textMap])
      .optional()
      .meta({
        title: 'Body: form or text',
        description: 'Older form of a form or text body.',
        deprecated: true,
        group: 'advanced',
        template: variables,
      }),
    request_body_json: z
      .union([template(...variables), textMap])
      .optional()
      .meta({
        title: 'Body: JSON',
        description: 'Older form of a JSON body.',
        deprecated: true,
        group: 'advanced',
        template: variables,
      }),
  })
  .meta({ title: 'HTTP request', description: 'Which requests are sent, and how.' })

export type HttpRequesterConfig = z.output<typeof schema>

export const httpRequester = defineComponent({
  schema,
  create(config, context): Requester {
    const authenticator = buildAuthenticator(config, context)
    const errorHandler = config.error_handler
      ? context.build(errorHandlerKind, config.error_handler, 'error_handler')
      : plainErrorHandler(context)
    const { properties, param } = buildProperties(config, context)
    const write = createRequestWriter(config, authenticator, context, param)
    const parts = {
      engine: context.engine,
      path: context.path,
      authenticator,
      errorHandler,
      budget: context.budget,
      cache: config.use_cache
        ? runOf(context.engine).share('response cache', createCache)
        : undefined,
      cookies: new CookieJar(),
      connection: connectionOf(config),
    }
    return {
      send: async (ask, scope) => send(parts, await write(ask, scope), scope, ask.isStreamed),
      properties,
      actions: errorHandler.actions,
    }
  },
})

const createCache = () => new ResponseCache()

function connectionOf(config: HttpRequesterConfig) {
  const { connect_timeout_in_seconds: connect, read_timeout_in_seconds: read } = config
  return {
    connectTimeoutMs: connect === undefined ? undefined : connect * 1000,
    readTimeoutMs: read === undefined ? undefined : read * 1000,
    usesKeepalive: config.use_tcp_keepalive || undefined,
  }
}

function buildAuthenticator(config: HttpRequesterConfig, context: BuildContext): Authenticator {
  if (config.request_body_data && config.request_body_json && isFilled(config.request_body_json)) {
    if (isFilled(config.request_body_data)) {
      throw new ManifestInvalid("Set either 'request_body_data' or 'request_body_json', not both", {
        path: context.path,
      })
    }
  }
  if (!config.authenticator) return noCredentials
  const authenticator = context.build(authenticatorKind, config.authenticator, 'authenticator')
  if (!authenticator.withBase) return authenticator
  const base = config.url || config.url_base || ''
  return authenticator.withBase(toText(interpolatedString(base, context)()))
}

function isFilled(body: string | ValueObject | Record<string, unknown>): boolean {
  return typeof body === 'string' || Object.keys(body).length > 0
}
