import { z } from 'zod'
import { slot, template } from '../component'
import { authenticatorKind } from './authenticator'

const name = (text: string, title: string) =>
  template('config')
    .default(text)
    .meta({
      title,
      description: 'The name that the token endpoint knows it by.',
      examples: [text],
      group: 'advanced',
    })

const errorFields = {
  refresh_token_error_status_codes: z
    .array(z.int())
    .optional()
    .meta({
      title: 'Status of a rejected refresh token',
      description: 'Statuses with which the endpoint says that the user has to sign in again.',
      examples: [[400, 403]],
      group: 'advanced',
    }),
  refresh_token_error_key: z
    .string()
    .optional()
    .meta({
      title: 'Error key',
      description: 'The key of that answer that names the error.',
      examples: ['error'],
      group: 'advanced',
    }),
  refresh_token_error_values: z
    .array(z.string())
    .optional()
    .meta({
      title: 'Error values',
      description: 'The values of that key that mean a rejected refresh token.',
      examples: [['invalid_grant']],
      group: 'advanced',
    }),
}

const configPath = (last: string, title: string) =>
  z
    .array(z.string())
    .default(['credentials', last])
    .meta({
      title,
      description: 'Where it is kept in the configuration.',
      examples: [['credentials', last]],
    })

const updater = z
  .object({
    type: z.string().optional(),
    refresh_token_name: z
      .string()
      .default('refresh_token')
      .meta({
        title: 'Name of the refresh token',
        description: 'The key of the answer that holds the new one.',
        examples: ['refresh_token'],
      }),
    access_token_config_path: configPath('access_token', 'Place of the access token'),
    refresh_token_config_path: configPath('refresh_token', 'Place of the refresh token'),
    token_expiry_date_config_path: configPath('token_expiry_date', 'Place of the expiry'),
    ...errorFields,
  })
  .meta({
    title: 'Refresh tokens that are good once',
    description: 'Writes each new refresh token back into the configuration.',
  })

export const oauthSchema = z
  .object({
    type: z.literal('OAuthAuthenticator'),
    token_refresh_endpoint: template('config')
      .optional()
      .meta({
        title: 'Token endpoint',
        description: 'Where access tokens are asked for.',
        examples: ['https://api.example.com/oauth/token'],
      }),
    client_id: template('config')
      .optional()
      .meta({
        title: 'Client ID',
        description: 'Of the app that was registered with the API.',
        examples: ["{{ config['client_id'] }}"],
      }),
    client_secret: template('config')
      .optional()
      .meta({
        title: 'Client secret',
        description: 'Of the same app.',
        examples: ["{{ config['client_secret'] }}"],
        secret: true,
      }),
    refresh_token: template('config')
      .optional()
      .meta({
        title: 'Refresh token',
        description: 'What access tokens are asked for with.',
        examples: ["{{ config['refresh_token'] }}"],
        secret: true,
      }),
    grant_type: template('config')
      .default('refresh_token')
      .meta({
        title: 'Grant type',
        description: 'How a token is asked for (RFC 6749).',
        examples: ['refresh_token', 'client_credentials'],
      }),
    scopes: z
      .array(template('config'))
      .optional()
      .meta({
        title: 'Scopes',
        description: 'What the token is to be good for.',
        examples: [['orders.read']],
      }),
    access_token_value: template('config')
      .optional()
      .meta({
        title: 'Access token',
        description: 'A token to begin with.',
        examples: ["{{ config['access_token'] }}"],
        secret: true,
        group: 'advanced',
      }),
    token_expiry_date: template('config')
      .optional()
      .meta({
        title: 'Expiry of the access token',
        description: 'Until when that token is good.',
        examples: ['2024-01-16T12:00:00Z'],
        group: 'advanced',
      }),
    token_expiry_date_format: z
      .string()
      .optional()
      .meta({
        title: 'Expiry is a date',
        description: 'Set it when the endpoint answers with a date in place of seconds.',
        examples: ['%Y-%m-%dT%H:%M:%SZ'],
        group: 'advanced',
      }),
    refresh_request_body: z
      .record(z.string(), z.unknown())
      .optional()
      .meta({
        title: 'Further fields',
        description: 'Sent along to the token endpoint.',
        examples: [{ audience: 'orders' }],
        group: 'advanced',
      }),
    refresh_request_headers: z
      .record(z.string(), z.unknown())
      .optional()
      .meta({
        title: 'Headers',
        description: 'For the token endpoint. With Authorization among them, no client ID is sent.',
        examples: [{ Authorization: 'Basic …' }],
        group: 'advanced',
      }),
    send_refresh_request_as_query_params: z.boolean().default(false).meta({
      title: 'Fields in the URL',
      description: 'Sends the fields as URL parameters in place of a form.',
      group: 'advanced',
    }),
    client_id_name: name('client_id', 'Name of the client ID'),
    client_secret_name: name('client_secret', 'Name of the client secret'),
    refresh_token_name: name('refresh_token', 'Name of the refresh token'),
    grant_type_name: name('grant_type', 'Name of the grant type'),
    access_token_name: name('access_token', 'Name of the access token'),
    expires_in_name: name('expires_in', 'Name of the lifetime'),
    ...errorFields,
    refresh_token_updater: updater.optional().meta({ group: 'advanced' }),
    use_profile_assertion: z.boolean().default(false).meta({
      title: 'Sign in with an assertion',
      description: 'Asks for tokens with a signed JWT in place of a client ID (RFC 7523).',
      group: 'advanced',
    }),
    profile_assertion: slot(authenticatorKind).optional().meta({
      title: 'Assertion',
      description: 'The JWT to sign.',
      group: 'advanced',
    }),
  })
  .meta({ title: 'OAuth 2.0', description: 'Asks for access tokens and sends them.' })

export type OAuthConfig = z.output<typeof oauthSchema>
