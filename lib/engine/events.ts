import type { FailureType } from './errors'
import type { ManifestPath } from './path'
import type { HeaderList } from './transport'
import type { Json, JsonObject } from './values/value'

export type EngineRecord = JsonObject

/** Why a call was made: data of a stream, a parent's records, a sign-in, a step of a job… */
export type CallPurpose =
  | 'data'
  | 'parent'
  | 'auth'
  | 'job-create'
  | 'job-poll'
  | 'job-download'
  | 'schema'
  | 'components'
  | 'properties'
  | 'proof'

/** What an error handler decided about one response. */
export type Action =
  | 'accept'
  | 'retry'
  | 'ignore'
  | 'fail'
  | 'refresh'
  | 'reset'
  | 'reduce_page_size'
  | 'split_window'

/** A request as it was sent. Bodies are text; bytes that are no UTF-8 are shown as Base64. */
export interface SentRequest {
  readonly method: string
  readonly url: string
  readonly headers: HeaderList
  readonly body?: string | undefined
}

/** A response as it came, its body kept up to the capture limit. */
export interface ReceivedResponse {
  readonly status: number
  readonly headers: HeaderList
  readonly url: string
  readonly redirects: readonly { readonly status: number; readonly url: string }[]
  readonly bodyText: string
  readonly bodyBytes: number
  readonly isTruncated: boolean
}

/** Where the read was when it made a call. Slices and pages count from 0 within their stream. */
export interface CallPlace {
  readonly stream: string
  readonly slice?: number | undefined
  readonly page?: number | undefined
}

/** A stream that a dynamic definition makes. */
export interface GeneratedStream {
  readonly name: string
  /** The stream as it would stand in the manifest; only of one that is read. */
  readonly config?: JsonObject | undefined
}

/**
 * Everything a read can report, as plain JSON: it can be streamed, stored and compared.
 * A test read, a sync and a dry run differ only in which events they keep.
 *
 * `atMs` is milliseconds since the read began. Calls are numbered from 1 in order of start; each
 * attempt of a retried request is a call of its own with the same `request` number.
 */
export type ReadEvent =
  | {
      readonly kind: 'stream'
      readonly stream: string
      readonly status: 'STARTED' | 'RUNNING' | 'COMPLETE' | 'INCOMPLETE'
      readonly atMs: number
    }
  | {
      readonly kind: 'slice'
      readonly stream: string
      readonly slice: number
      readonly partition: JsonObject
      readonly window: JsonObject
      readonly atMs: number
    }
  | {
      /** A call begins. Only when the run captures calls. */
      readonly kind: 'call'
      readonly call: number
      readonly request: number
      readonly attempt: number
      readonly purpose: CallPurpose
      readonly place: CallPlace
      readonly sent: SentRequest
      /** Which component asked for it. */
      readonly path: ManifestPath
      readonly atMs: number
    }
  | {
      /** A call ended: with a response, or with a failure of the transport. */
      readonly kind: 'answer'
      readonly call: number
      readonly response?: ReceivedResponse | undefined
      readonly failure?: { readonly code: string; readonly message: string } | undefined
      readonly action: Action
      /** The response filter or default that decided, in words and as a place. */
      readonly reason: string
      readonly path: ManifestPath
      readonly atMs: number
    }
  | {
      readonly kind: 'wait'
      readonly call?: number | undefined
      readonly seconds: number
      readonly reason: 'backoff' | 'rate-limit' | 'poll'
      readonly text: string
      readonly place: CallPlace
      readonly atMs: number
    }
  | {
      /** Records of a page, in batches when it is large. */
      readonly kind: 'records'
      readonly stream: string
      readonly slice: number
      readonly page: number
      readonly records: readonly EngineRecord[]
      readonly atMs: number
    }
  | {
      /** A page was read to its end. */
      readonly kind: 'page'
      readonly stream: string
      readonly slice: number
      readonly page: number
      /** The call that brought it; absent when calls are not captured. */
      readonly call?: number | undefined
      /** The token that asked for this page; absent on a first page that needs none. */
      readonly token?: Json | undefined
      /** What asks for the page after this one; absent at the end. */
      readonly nextToken?: Json | undefined
      /** Records found in the response, before filters. */
      readonly foundCount: number
      /** Records that left the slice's read. */
      readonly recordCount: number
      /** The parsed body, only when the run captures calls and the decoder read it whole. */
      readonly body?: Json | undefined
      /** A proof call: the page behind the last one. Its records are not part of the read. */
      readonly isProof?: boolean | undefined
      /** The records of a proof page, after the same filters and transformations as any other's. */
      readonly proofRecords?: readonly EngineRecord[] | undefined
      readonly atMs: number
    }
  | {
      readonly kind: 'slice-end'
      readonly stream: string
      readonly slice: number
      /** Why: the pages ended by themselves, or the page limit of the run was reached. */
      readonly end: 'pages-ended' | 'page-limit' | 'failed'
      readonly atMs: number
    }
  | {
      readonly kind: 'state'
      readonly stream: string
      /** The stream's state blob. */
      readonly state: JsonObject
      readonly atMs: number
    }
  | {
      readonly kind: 'note'
      readonly level: 'debug' | 'info' | 'warn' | 'error'
      readonly text: string
      readonly path: ManifestPath
      readonly stream?: string | undefined
      readonly call?: number | undefined
      readonly atMs: number
    }
  | {
      readonly kind: 'error'
      readonly stream?: string | undefined
      readonly code: string
      readonly blame: 'manifest' | 'config' | 'api' | 'engine'
      readonly message: string
      readonly internalMessage?: string | undefined
      readonly failureType: FailureType
      readonly path: ManifestPath
      readonly call?: number | undefined
      readonly atMs: number
    }
  | {
      /** A dynamic definition was resolved: all the streams that it makes, or the one that is read. */
      readonly kind: 'generated'
      /** What the definition is called. */
      readonly definition: string
      /** The definition's place. */
      readonly path: ManifestPath
      readonly streams: readonly GeneratedStream[]
      readonly atMs: number
    }
  | {
      /** The configuration has to be stored anew, for example a refresh token that is good once. */
      readonly kind: 'control'
      readonly config: JsonObject
      readonly atMs: number
    }
