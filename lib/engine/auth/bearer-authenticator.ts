import { z } from 'zod'
import { defineComponent, template } from '../component'
import { interpolatedString } from '../interpolate'
import { toText } from '../values/text'
import type { Authenticator } from './authenticator'
import { headerAuthenticator } from './header-authenticator'

export const bearerAuthenticator = defineComponent({
  schema: z
    .object({
      type: z.literal('BearerAuthenticator'),
      api_token: template('config').meta({
        title: 'Token',
        description: 'Sent as `Authorization: Bearer <token>`.',
        examples: ["{{ config['api_key'] }}"],
        secret: true,
      }),
    })
    .meta({ title: 'Bearer token', description: 'Sends a token in the Authorization header.' }),

  create({ api_token }, context): Authenticator {
    const token = interpolatedString(api_token, context)
    return headerAuthenticator(() => ({ Authorization: `Bearer ${toText(token())}` }))
  },
})
