import { z } from 'zod'

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** How an answer travels: one JSON value, one JSON value a line, or text as it is. */
export type ReplyFormat = 'json' | 'ndjson' | 'text'

/** An endpoint as data: server, client and documentation read the same object. */
export interface Contract {
  readonly method: Method
  /** Segments that start with `:` are parameters. */
  readonly path: `/api/${string}`
  /** One sentence for the documentation page. */
  readonly summary: string
  readonly params: z.ZodType
  readonly query: z.ZodType
  readonly body: z.ZodType
  /** The answer; for `ndjson`, one line of it. */
  readonly reply: z.ZodType
  readonly format: ReplyFormat
  /** Bytes of a request body that are read at most. */
  readonly bodyBytesMax: number
  /** Whether it answers without a signed-in person. */
  readonly isOpen: boolean
}

interface ContractParts {
  readonly method: Method
  readonly path: `/api/${string}`
  readonly summary: string
  readonly params?: z.ZodType
  readonly query?: z.ZodType
  readonly body?: z.ZodType
  readonly reply: z.ZodType
  readonly format?: ReplyFormat
  readonly bodyBytesMax?: number
  readonly isOpen?: boolean
}

const nothing = z.strictObject({})
const noBody = z.undefined()

type Part<Parts, Key extends string, Default> = Parts extends { readonly [K in Key]: infer Schema }
  ? Schema
  : Default

/** A contract whose schemas keep their exact types. */
export interface ContractOf<Parts extends ContractParts> extends Contract {
  readonly params: Part<Parts, 'params', typeof nothing> & z.ZodType
  readonly query: Part<Parts, 'query', typeof nothing> & z.ZodType
  readonly body: Part<Parts, 'body', typeof noBody> & z.ZodType
  readonly reply: Parts['reply']
}

/** Bytes of a request body where the contract names no other number. */
const bodyBytesDefault = 100_000

/** Fills in what most endpoints leave out: no parameters, no query, no body, a JSON answer. */
export function defineContract<const Parts extends ContractParts>(parts: Parts): ContractOf<Parts> {
  const contract: Contract = {
    params: nothing,
    query: nothing,
    body: noBody,
    format: 'json',
    bodyBytesMax: bodyBytesDefault,
    isOpen: false,
    ...parts,
  }
  // The defaults stand exactly where `ContractOf` says, which a spread cannot tell the compiler.
  return contract as ContractOf<Parts>
}
