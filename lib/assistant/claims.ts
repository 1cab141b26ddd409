import { z } from 'zod'

/** Most claims that are looked at in one import. */
export const claimsMax = 5_000

const name = z.string().min(1).max(120)
const path = z.array(z.string().min(1).max(120)).max(8)
const place = z.strictObject({ in: z.enum(['query', 'header', 'body']), name })

const tokenSource = z.strictObject({
  in: z.enum(['body', 'header', 'last-record', 'link']).meta({
    description: 'link is the Link header of RFC 8288; last-record is a field of the last record.',
  }),
  path: path
    .nullable()
    .meta({ description: 'Keys from the root of the answer, or in the record.' }),
  header: name.nullable(),
})

const auth = z.strictObject({
  kind: z.literal('auth'),
  scheme: z.enum(['api-key', 'bearer', 'basic']),
  in: z.enum(['header', 'query', 'cookie']).nullable(),
  name: name.nullable().meta({ description: 'Of the header or parameter of an api-key.' }),
  prefix: z.string().max(40).nullable().meta({
    description: 'Word before the key in the header, as the document writes it.',
  }),
  isKeyAsUser: z.boolean().nullable().meta({
    description: 'basic: the key is the user name and there is no password.',
  }),
})

const baseUrl = z.strictObject({
  kind: z.literal('base-url'),
  url: z.string().min(1).max(300).meta({ description: 'What users name themselves in {braces}.' }),
})

const pagination = z.strictObject({
  kind: z.literal('pagination'),
  way: z.enum(['none', 'page', 'offset', 'cursor', 'next-url']),
  token: place.nullable().meta({ description: 'Parameter that asks for the next page.' }),
  firstPage: z.int().min(0).max(1).nullable(),
  from: tokenSource.nullable().meta({ description: 'Where the next token or URL stands.' }),
  more: path
    .nullable()
    .meta({ description: 'Flag in the answer that says whether there is more.' }),
})

const pageSize = z.strictObject({
  kind: z.literal('page-size'),
  place,
  value: z.int().min(1).max(10_000).meta({ description: 'The largest that is allowed.' }),
})

const records = z.strictObject({
  kind: z.literal('records'),
  path: path.meta({ description: 'Keys from the root of the answer to the list of records.' }),
})

const key = z.strictObject({
  kind: z.literal('key'),
  fields: z.array(name).min(1).max(4),
})

const cursor = z.strictObject({
  kind: z.literal('cursor'),
  field: name.meta({ description: 'Field of a record that grows with changes.' }),
  start: place.nullable().meta({ description: 'Parameter that filters from a time on.' }),
  end: place.nullable(),
  format: z.enum(['date', 'date-time', 'seconds', 'milliseconds']).nullable(),
})

const parent = z.strictObject({
  kind: z.literal('parent'),
  variable: name.meta({ description: 'Of the path, without braces.' }),
  stream: name.meta({ description: 'The stream that lists the parents.' }),
  key: name.meta({ description: 'Field of a parent that is put into the path.' }),
})

export const claimedFactSchema = z.union([
  auth,
  baseUrl,
  pagination,
  pageSize,
  records,
  key,
  cursor,
  parent,
])

/** What a model may say about streams: values of closed kinds, nothing else. */
export type ClaimedFact = z.output<typeof claimedFactSchema>

export type ClaimKind = ClaimedFact['kind']

/**
 * A statement of a model about streams, with the place in a given document that says so. Plain data:
 * it may come back from a browser and is checked every time it is used (`mergeClaims`).
 */
export const claimSchema = z.strictObject({
  streams: z.array(z.string().min(1).max(200)).min(1).max(200),
  fact: claimedFactSchema,
  source: z.strictObject({
    document: z.string().min(1).max(300),
    pointer: z.string().max(600).meta({
      description: 'JSON pointer (RFC 6901) into a structured document, else "line 12".',
    }),
    quote: z.string().min(1).max(400).meta({ description: 'Words exactly as they stand there.' }),
  }),
})

export type Claim = z.output<typeof claimSchema>

export const claimsSchema = z.array(claimSchema).max(claimsMax)

/** The form of a model's answer about streams. */
export const claimsAnswerSchema = z.strictObject({ claims: z.array(claimSchema).max(200) })

/** Why a claim was not used. */
export type RefusalCode =
  | 'no-such-document'
  | 'no-such-place'
  | 'quote-not-there'
  | 'name-not-there'
  | 'host-not-there'
  | 'template'
  | 'no-such-stream'
  | 'not-plausible'
  | 'known-better'
  | 'contradicts'

export interface RefusedClaim {
  readonly claim: Claim
  readonly stream: string
  readonly code: RefusalCode
}
