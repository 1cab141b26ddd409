/** An HTTP archive (HAR 1.2), as far as exchanges are kept and read. */
export interface Har {
  readonly log: { readonly entries: readonly HarEntry[] }
}

export interface HarEntry {
  readonly request: HarRequest
  readonly response: HarResponse
}

export interface HarHeader {
  readonly name: string
  readonly value: string
}

export interface HarRequest {
  readonly method: string
  readonly url: string
  readonly headers: readonly HarHeader[]
  readonly postData?: { readonly text?: string | undefined } | undefined
}

export interface HarResponse {
  readonly status: number
  readonly headers: readonly HarHeader[]
  readonly content: {
    readonly text?: string | undefined
    /** `base64` when the body is bytes. */
    readonly encoding?: string | undefined
  }
}
