import { z } from 'zod'
import { type BuildContext, defineComponent, slot, template } from '../component'
import { decoderKind } from '../decoders/decoder'
import { plainJson } from '../decoders/json-decoder'
import { ManifestInvalid } from '../errors'
import { interpolatedString } from '../interpolate'
import { requestOptionKind } from '../requesters/injector'
import { requesterKind } from '../requesters/requester'
import type { Patch } from '../stream-scope'
import { toText } from '../values/text'
import type { Value } from '../values/value'
import { textHeaderNames, textHeaders } from './api-key-authenticator'
import type { Authenticator } from './authenticator'
import { SessionTokens } from './session-tokens'

const apiKey = z.object({
  type: z.literal('ApiKey'),
  inject_into: slot(requestOptionKind).meta({
    title: 'Send it as',
    description: 'The place in the request that carries the token.',
  }),
  api_token: template('config', 'session_token')
    .default('{{ session_token }}')
    .meta({
      title: 'Value',
      description: 'The token, with whatever has to stand around it.',
      examples: ['{{ session_token }}', 'Token {{ session_token }}'],
    }),
})

const bearer = z.object({ type: z.literal('Bearer') })

const schema = z
  .object({
    type: z.literal('SessionTokenAuthenticator'),
    login_requester: slot(requesterKind).meta({
      title: 'Sign-in request',
      description: 'The request whose answer holds a token.',
    }),
    session_token_path: z.array(z.string()).meta({
      title: 'Path of the token',
      description: 'Where the token is in that answer.',
      examples: [['access_token'], ['result', 'token']],
    }),
    expiration_duration: z
      .string()
      .optional()
      .meta({
        title: 'Lifetime',
        description:
          'How long a token is used, as an ISO 8601 duration. Without it, every use signs in.',
        examples: ['PT1H', 'P1D'],
      }),
    request_authentication: z.discriminatedUnion('type', [apiKey, bearer]).meta({
      title: 'Send the token',
      description: 'How data requests carry the token.',
    }),
    decoder: slot(decoderKind).optional().meta({
      title: 'Format of the answer',
      description: 'What the answer is written in; JSON when absent.',
      group: 'advanced',
    }),
  })
  .meta({ title: 'Session token', description: 'Signs in first and sends the token it is given.' })

export const sessionTokenAuthenticator = defineComponent({
  schema,
  create(config, context): Authenticator {
    const login = context.build(requesterKind, config.login_requester, 'login_requester')
    checkActions(login.actions, context)
    const decoder = config.decoder
      ? context.build(decoderKind, config.decoder, 'decoder')
      : plainJson
    const tokens = new SessionTokens({
      login,
      decoder,
      tokenPath: config.session_token_path,
      lifetime: config.expiration_duration,
      context,
    })
    return config.request_authentication.type === 'Bearer'
      ? bearerOf(tokens)
      : apiKeyOf(config.request_authentication, tokens, context)
  },
})

function bearerOf(tokens: SessionTokens): Authenticator {
  const patch: Authenticator['patch'] = async (scope) => ({
    headers: { Authorization: `Bearer ${toText(await tokens.token(scope))}` },
  })
  return {
    patch,
    headers: async (_request, scope) => textHeaders(await patch(scope)),
    credentialHeaders: ['authorization'],
  }
}

/** How often the reference engine reads the token for one header: its name, its text, its presence. */
const headerReads = 3

function apiKeyOf(
  { inject_into, api_token }: z.output<typeof apiKey>,
  tokens: SessionTokens,
  context: BuildContext,
): Authenticator {
  const injector = context.build(requestOptionKind, inject_into, [
    'request_authentication',
    'inject_into',
  ])
  const evaluate = interpolatedString(api_token, context)
  const patchOf = (token: Value): Patch =>
    injector.inject(toText(evaluate({ session_token: token })))
  const patch: Authenticator['patch'] = async (scope) => {
    // Without a lifetime every read signs in, which APIs that count sign-ins notice.
    for (let i = 1; injector.isHeader && i < headerReads; i += 1) await tokens.token(scope)
    return patchOf(await tokens.token(scope))
  }
  return {
    patch,
    headers: async (_request, scope) => (injector.isHeader ? textHeaders(await patch(scope)) : {}),
    credentialHeaders: injector.isHeader ? textHeaderNames(patchOf('')) : [],
  }
}

function checkActions(actions: ReadonlySet<string>, { path }: BuildContext): void {
  for (const action of ['REDUCE_PAGE_SIZE', 'SPLIT_REQUEST_WINDOW']) {
    if (actions.has(action)) {
      throw new ManifestInvalid(
        `The ${action} response action is not supported on a sign-in request. Use a different action on that error handler.`,
        { path: [...path, 'login_requester', 'error_handler'] },
      )
    }
  }
}
