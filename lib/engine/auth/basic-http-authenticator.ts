import { z } from 'zod'
import { defineComponent, template } from '../component'
import { interpolatedString } from '../interpolate'
import { toText } from '../values/text'
import type { Authenticator } from './authenticator'
import { base64Text, headerAuthenticator } from './header-authenticator'

export const basicHttpAuthenticator = defineComponent({
  schema: z
    .object({
      type: z.literal('BasicHttpAuthenticator'),
      username: template('config').meta({
        title: 'User name',
        description: 'Many APIs take an API key here.',
        examples: ["{{ config['username'] }}"],
      }),
      password: template('config')
        .default('')
        .meta({
          title: 'Password',
          description: 'May stay empty.',
          examples: ["{{ config['password'] }}"],
          secret: true,
        }),
    })
    .meta({
      title: 'User name and password',
      description: 'Sends both in the Authorization header (RFC 7617).',
    }),

  create({ username, password }, context): Authenticator {
    const user = interpolatedString(username, context)
    const pass = interpolatedString(password, context)
    return headerAuthenticator(() => ({
      Authorization: `Basic ${base64Text(`${toText(user())}:${toText(pass())}`)}`,
    }))
  },
})
