import { z } from 'zod'
import { template } from '../component'
import { requestMatcherSchema } from '../requesters/request-matcher'

const path = (title: string, description: string, examples: string[][]) =>
  z.array(z.string()).meta({ title, description, examples })

const header = (title: string, description: string, example: string) =>
  z
    .string()
    .optional()
    .meta({ title, description, examples: [example], group: 'advanced' })

const tokenQuota = z
  .object({
    type: z.literal('TokenQuota').optional(),
    name: z.string().meta({ title: 'Name', description: 'What it is called.', examples: ['core'] }),
    remaining_path: path(
      'Path of what is left',
      'Where the status answer says how many calls are left.',
      [['resources', 'core', 'remaining']],
    ),
    reset_path: path('Path of the reset', 'Where it says when there are calls again.', [
      ['resources', 'core', 'reset'],
    ]),
    limit_path: path('Path of the limit', 'Where it says how many calls there are in all.', [
      ['resources', 'core', 'limit'],
    ]).optional(),
    matchers: z.array(requestMatcherSchema).optional().meta({
      title: 'For requests',
      description: 'Which requests count here; without any, all that no other quota takes.',
    }),
    remaining_header: header(
      'Remaining header',
      'Header of answers with the calls left.',
      'X-RateLimit-Remaining',
    ),
    reset_header: header(
      'Reset header',
      'Header of answers with the time of the reset.',
      'X-RateLimit-Reset',
    ),
    limit_header: header('Limit header', 'Header of answers with all calls.', 'X-RateLimit-Limit'),
    exhaustion_status_codes: z
      .array(z.int())
      .optional()
      .meta({
        title: 'Status of a spent token',
        description: 'Statuses that mean that this token has no calls left.',
        examples: [[403, 429]],
        group: 'advanced',
      }),
  })
  .meta({ title: 'Quota', description: 'Calls that each token has.' })

export type TokenQuotaConfig = z.output<typeof tokenQuota>

const quotaStatusSource = z
  .object({
    type: z.literal('QuotaStatusSource').optional(),
    url: template('config').meta({
      title: 'URL',
      description: 'Where to ask.',
      examples: ['https://api.example.com/rate_limit'],
    }),
    http_method: z
      .enum(['GET', 'POST'])
      .default('GET')
      .meta({
        title: 'Method',
        description: 'How to ask.',
        examples: ['GET'],
      }),
    request_headers: z
      .record(z.string(), z.unknown())
      .optional()
      .meta({
        title: 'Headers',
        description: 'Sent along.',
        examples: [{ Accept: 'application/json' }],
      }),
    unavailable_status_codes: z
      .array(z.int())
      .default([])
      .meta({
        title: 'Status without quotas',
        description: 'Statuses that mean that calls are not counted at all.',
        examples: [[404]],
      }),
  })
  .meta({ title: 'Quota status', description: 'Tells how many calls a token has left.' })

export const rotatingSchema = z
  .object({
    type: z.literal('RateLimitedMultipleTokenAuthenticator'),
    tokens: z.union([template('config'), z.array(template('config'))]).meta({
      title: 'Tokens',
      description: 'A list, or text with separators.',
      examples: ["{{ config['tokens'] }}"],
      secret: true,
    }),
    token_delimiter: z
      .string()
      .default(',')
      .meta({
        title: 'Separator',
        description: 'Between the tokens of a text.',
        examples: [','],
        group: 'advanced',
      }),
    auth_method: z
      .string()
      .default('Bearer')
      .meta({
        title: 'Prefix',
        description: 'Put in front of the token.',
        examples: ['Bearer', 'token'],
      }),
    header: z
      .string()
      .default('Authorization')
      .meta({
        title: 'Header',
        description: 'The header that carries the token.',
        examples: ['Authorization'],
      }),
    quota_status_source: quotaStatusSource.meta({
      title: 'Quota status',
      description: 'Where to ask how many calls are left.',
    }),
    quotas: z.array(tokenQuota).meta({
      title: 'Quotas',
      description: 'What is counted for each token.',
    }),
    max_wait_time: z
      .string()
      .default('PT2H')
      .meta({
        title: 'Longest wait',
        description: 'For new calls when all tokens are spent, as an ISO 8601 duration.',
        examples: ['PT2H'],
        group: 'advanced',
      }),
    budget_reserve_fraction: z
      .number()
      .default(0.1)
      .meta({
        title: 'Reserve, as a part',
        description: 'Slows down when less than this part of all calls is left.',
        examples: [0.1],
        group: 'advanced',
      }),
    budget_min_reserve: z
      .int()
      .default(50)
      .meta({
        title: 'Reserve, in calls',
        description: 'Slows down when fewer calls than this are left.',
        examples: [50],
        group: 'advanced',
      }),
  })
  .meta({
    title: 'Several tokens in turn',
    description: 'Uses the token that has calls left, and waits when none has.',
  })

export type RotatingConfig = z.output<typeof rotatingSchema>
