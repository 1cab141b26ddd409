/** What one exchange may cost at most. Times in milliseconds, sizes in bytes. */
export interface ExchangeLimits {
  /** Look-up, connection and TLS. */
  readonly connectMs: number
  /** Silence before and between the bytes of the answer. */
  readonly readMs: number
  /** The whole exchange, redirects and body included. */
  readonly totalMs: number
  readonly headerBytes: number
  /** The body after its content encodings were undone. */
  readonly bodyBytes: number
  readonly redirects: number
}

/** For runs that a person waits for. */
export const previewLimits: ExchangeLimits = {
  connectMs: 10_000,
  readMs: 60_000,
  totalMs: 300_000,
  headerBytes: 64 * 1024,
  bodyBytes: 256 * 1024 * 1024,
  redirects: 5,
}

/** For runs that copy everything. */
export const syncLimits: ExchangeLimits = {
  ...previewLimits,
  connectMs: 30_000,
  readMs: 300_000,
  totalMs: 3_600_000,
  bodyBytes: 8 * 1024 * 1024 * 1024,
}
