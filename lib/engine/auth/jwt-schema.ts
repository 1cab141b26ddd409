import { z } from 'zod'
import { slot, template } from '../component'
import { requestOptionKind } from '../requesters/injector'

const claim = (title: string, description: string, examples: string[]) =>
  template('config').optional().meta({ title, description, examples })

export const jwtSchema = z
  .object({
    type: z.literal('JwtAuthenticator'),
    secret_key: template('config').meta({
      title: 'Key',
      description: 'The secret, or the private key as PEM.',
      examples: ["{{ config['private_key'] }}"],
      secret: true,
    }),
    algorithm: z
      .enum([
        'HS256',
        'HS384',
        'HS512',
        'ES256',
        'ES256K',
        'ES384',
        'ES512',
        'RS256',
        'RS384',
        'RS512',
        'PS256',
        'PS384',
        'PS512',
        'EdDSA',
      ])
      .meta({ title: 'Algorithm', description: 'How it is signed.', examples: ['HS256', 'RS256'] }),
    jwt_payload: z
      .object({
        iss: claim('Issuer', 'Who signs.', ["{{ config['client_id'] }}"]),
        sub: claim('Subject', 'Whom it is about.', ["{{ config['user_id'] }}"]),
        aud: claim('Audience', 'Whom it is for.', ['https://api.example.com']),
      })
      .optional()
      .meta({ title: 'Claims', description: 'The usual claims of the token.' }),
    additional_jwt_payload: z
      .record(z.string(), z.unknown())
      .optional()
      .meta({
        title: 'Further claims',
        description: 'Claims of other names.',
        examples: [{ scope: 'read' }],
        group: 'advanced',
      }),
    jwt_headers: z
      .object({
        kid: claim('Key ID', 'Which key signs.', ["{{ config['key_id'] }}"]),
        typ: template('config')
          .default('JWT')
          .meta({ title: 'Type', description: 'What it is.', examples: ['JWT'] }),
        cty: claim('Content type', 'What is inside.', ['JWT']),
      })
      .optional()
      .meta({
        title: 'Headers',
        description: 'The usual headers of the token.',
        group: 'advanced',
      }),
    additional_jwt_headers: z
      .record(z.string(), z.unknown())
      .optional()
      .meta({
        title: 'Further headers',
        description: 'Headers of other names.',
        examples: [{ nonce: '1' }],
        group: 'advanced',
      }),
    token_duration: z
      .int()
      .default(1200)
      .meta({
        title: 'Lifetime',
        description: 'Seconds that the token is good for.',
        examples: [1200, 3600],
      }),
    header_prefix: template('config')
      .optional()
      .meta({
        title: 'Prefix',
        description: 'Put in front of the token.',
        examples: ['Bearer', 'Basic'],
      }),
    request_option: slot(requestOptionKind).optional().meta({
      title: 'Send it as',
      description: 'The place in the request; the Authorization header when absent.',
      group: 'advanced',
    }),
    base64_encode_secret_key: z.boolean().default(false).meta({
      title: 'Encode the key',
      description: 'Signs with the key as Base64.',
      group: 'advanced',
    }),
    passphrase: template('config')
      .optional()
      .meta({
        title: 'Passphrase',
        description: 'Of an encrypted private key.',
        examples: ["{{ config['passphrase'] }}"],
        secret: true,
        group: 'advanced',
      }),
  })
  .meta({ title: 'Signed token (JWT)', description: 'Signs a token of its own for every request.' })

export type JwtConfig = z.output<typeof jwtSchema>
