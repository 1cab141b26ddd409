import type {
  Action,
  CallPlace,
  CallPurpose,
  EngineRecord,
  ReadEvent,
  ReceivedResponse,
  SentRequest,
} from '../engine/events'
import type { ManifestPath } from '../engine/path'
import type { Json, JsonObject } from '../engine/values/value'

/** What a page said about the rest, noted from its whole body before the body was cut. */
export interface PageSignals {
  /** A count of all records, found in the body or a header. */
  readonly total?: Signal<number> | undefined
  /** A count of all pages. */
  readonly totalPages?: Signal<number> | undefined
  /**
   * A value that looks like the way to the next page: a link, a cursor, a token. The empty text
   * means that the field is there and says that no page follows.
   */
  readonly next?: Signal<string> | undefined
  /** A flag that says whether there is more. */
  readonly hasMore?: Signal<boolean> | undefined
  /** Page size and page number that the response claims to have used. */
  readonly pageSize?: Signal<number> | undefined
  readonly pageNumber?: Signal<number> | undefined
  /** Same text, same page: a hash of the records found, for spotting repeated pages. */
  readonly fingerprint: string
}

export interface Signal<T> {
  readonly value: T
  /** Where it stands: a path in the body such as `meta.total`, or `header Link`. */
  readonly place: string
}

/** A page event as it goes over the wire to the screen: signals instead of the body. */
export type ObservedEvent =
  | Exclude<ReadEvent, { kind: 'page' }>
  | (Omit<Extract<ReadEvent, { kind: 'page' }>, 'body'> & {
      readonly signals?: PageSignals | undefined
    })
  | LimitEvent
  | EndEvent

/** A limit of the run was reached; the read is a sample. */
export interface LimitEvent {
  readonly kind: 'limit'
  readonly limit: LimitName
  readonly value: number
  readonly text: string
  readonly atMs: number
}

/** `choice`: somebody asked for certain slices only. */
export type LimitName = 'records' | 'pages' | 'slices' | 'seconds' | 'bytes' | 'choice'

/** The last line of every run. */
export interface EndEvent {
  readonly kind: 'end'
  readonly outcome: 'completed' | 'failed' | 'limited' | 'cancelled'
  readonly atMs: number
}

/** Limits of a test read. Every one that is hit is said loudly. */
export interface ReadLimits {
  readonly records: number
  readonly pagesPerSlice: number
  readonly slices: number
  readonly seconds: number
  readonly bytes: number
}

export interface RecordRow {
  readonly slice: number
  readonly page: number
  readonly data: EngineRecord
}

export interface PageView {
  readonly slice: number
  readonly page: number
  readonly call?: number | undefined
  readonly token?: Json | undefined
  readonly nextToken?: Json | undefined
  readonly foundCount: number
  readonly recordCount: number
  readonly signals?: PageSignals | undefined
}

export interface SliceView {
  readonly slice: number
  readonly partition: JsonObject
  readonly window: JsonObject
  readonly pages: readonly PageView[]
  /** The page behind the last one, when it was asked for. */
  readonly proofPage?: PageView | undefined
  readonly end?: 'pages-ended' | 'page-limit' | 'failed' | undefined
  readonly stateAfter?: JsonObject | undefined
}

export interface CallView {
  readonly call: number
  readonly request: number
  readonly attempt: number
  readonly purpose: CallPurpose
  readonly place: CallPlace
  readonly sent: SentRequest
  readonly path: ManifestPath
  readonly startMs: number
  readonly endMs?: number | undefined
  readonly response?: ReceivedResponse | undefined
  readonly failure?: { readonly code: string; readonly message: string } | undefined
  readonly action?: Action | undefined
  readonly reason?: string | undefined
  /** Waits that followed this call. */
  readonly waits: readonly {
    readonly startMs: number
    readonly seconds: number
    readonly text: string
  }[]
}

/** A read folded into what the test panel shows. Plain data; new object after each batch. */
export interface TestRead {
  readonly stream: string
  readonly status: 'running' | EndEvent['outcome']
  readonly limits: readonly LimitEvent[]
  readonly slices: readonly SliceView[]
  readonly records: readonly RecordRow[]
  readonly calls: readonly CallView[]
  readonly notes: readonly Extract<ReadEvent, { kind: 'note' }>[]
  readonly errors: readonly Extract<ReadEvent, { kind: 'error' }>[]
  readonly state?: JsonObject | undefined
  /** What it does now, while it runs: "Page 2", "Waiting 0.8 s, 429". */
  readonly activity?: string | undefined
  readonly bytes: number
  readonly elapsedMs: number
}

/** The nine parts of a stream, in the order of the line. */
export const stationNames = [
  'partitions',
  'request',
  'authentication',
  'pages',
  'records',
  'transformations',
  'incremental',
  'errors',
  'schema',
] as const
export type StationName = (typeof stationNames)[number]

/** A finding about a run. `proves` says what it would take to call the read complete. */
export interface Check {
  /** Stable: `last-page-full`, `total-reached`, `next-link-unused`, `page-repeated`… */
  readonly id: string
  /** A few words, for a heading. */
  readonly title: string
  readonly outcome: 'passed' | 'failed' | 'warning'
  readonly station: StationName
  /** One sentence, present tense, with its numbers. */
  readonly text: string
  /** Calls that show it. */
  readonly calls: readonly number[]
  /** Whether it speaks about completeness, and how strongly. */
  readonly weight: 'proof' | 'strong' | 'weak' | 'none'
  /** How many records are missing, when it is known. */
  readonly missing?: number | undefined
}

export type ProofLevel = 'complete' | 'probable' | 'unknown' | 'truncated'

/** What the checks say together. */
export interface Proof {
  readonly level: ProofLevel
  /** The read was ended by a limit or Cancel and is judged on the part it read. */
  readonly isSample: boolean
  readonly title: string
  readonly text: string
  /** The station where a truncated read stopped. */
  readonly station?: StationName | undefined
  readonly missing?: number | undefined
  readonly checks: readonly Check[]
}
