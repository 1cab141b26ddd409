import { type Blame, EngineError, type EngineErrorOptions } from './errors'

/** Header names and values in the order they are sent or came; a name may occur more than once. */
export type HeaderList = readonly (readonly [name: string, value: string])[]

/** One HTTP request, ready to send: the URL is percent-encoded already and must be sent as it is. */
export interface HttpRequest {
  readonly method: string
  readonly url: string
  readonly headers: HeaderList
  readonly body?: string | Uint8Array | undefined
}

export interface TransportOptions {
  /** Ends the exchange at once, in the middle of a body too. */
  readonly signal: AbortSignal
  /** Names of headers that carry credentials; dropped when a redirect leaves the origin. */
  readonly credentialHeaders?: readonly string[] | undefined
  /** Default true. */
  readonly followRedirects?: boolean | undefined
  /** Time to connect and agree on TLS; the transport's own limit applies when absent. */
  readonly connectTimeoutMs?: number | undefined
  /** Silence before and between the bytes of the answer, not its whole duration. */
  readonly readTimeoutMs?: number | undefined
  /** Probe idle connections, so that network devices on the way do not forget them. */
  readonly usesKeepalive?: boolean | undefined
}

/** The answer. Its body arrives after content encodings were undone; it is read once. */
export interface HttpResponse {
  readonly status: number
  readonly headers: HeaderList
  /** The URL that answered, after redirects. */
  readonly url: string
  readonly redirects: readonly { readonly status: number; readonly url: string }[]
  readonly body: AsyncIterable<Uint8Array>
}

/** How the engine reaches the network. The only way: nothing in the engine calls `fetch`. */
export type Transport = (request: HttpRequest, options: TransportOptions) => Promise<HttpResponse>

/** Why no answer came. The first group is worth another try, the second is not. */
export type TransportFailure =
  | 'connection_failed'
  | 'connection_lost'
  | 'timeout'
  | 'dns_failed'
  | 'tls_failed'
  | 'too_many_redirects'
  | 'invalid_url'
  | 'address_blocked'
  | 'target_needs_permission'
  | 'response_too_large'
  | 'headers_too_large'

/** No answer came, or not a whole one. `target` is `host:port`, never with credentials or query. */
export class TransportError extends EngineError {
  override readonly name = 'TransportError'
  readonly code: TransportFailure
  readonly blame: Blame
  readonly target: string

  constructor(
    code: TransportFailure,
    message: string,
    options: EngineErrorOptions & { target: string; blame?: Blame },
  ) {
    super(message, options)
    this.code = code
    this.target = options.target
    this.blame = options.blame ?? 'api'
  }
}
