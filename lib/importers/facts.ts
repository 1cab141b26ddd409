/** How sure a fact is. `unknown` facts have no value that may be used. */
export type Confidence = 'certain' | 'likely' | 'guess' | 'unknown'

/** The place that says something: a document, a JSON pointer or line in it, and its words. */
export interface Evidence {
  readonly document: string
  /** JSON pointer (RFC 6901) for structured documents, `line 12` for texts. */
  readonly pointer: string
  readonly quote: string
}

/** Something a document says about an API. */
export interface Fact<T> {
  readonly value: T
  readonly confidence: Confidence
  readonly evidence: readonly Evidence[]
  /** Name of the model that found it; rules found what has none. */
  readonly foundBy?: string | undefined
}

/** A value that whoever uses the connector has to give. */
export interface InputFact {
  /** Name in the configuration, a valid identifier. */
  readonly name: string
  readonly title: string
  readonly description?: string | undefined
  readonly type: 'string' | 'integer' | 'number' | 'boolean'
  readonly isSecret?: boolean | undefined
  readonly isOptional?: boolean | undefined
  readonly format?: 'date' | 'date-time' | undefined
  readonly example?: string | undefined
  readonly fallback?: string | number | boolean | undefined
  readonly options?: readonly string[] | undefined
}

/** `{name}` in the template stands for an input. */
export interface BaseUrl {
  readonly template: string
  readonly inputs: readonly InputFact[]
}

export type AuthScheme =
  | {
      readonly kind: 'api-key'
      readonly in: 'header' | 'query' | 'cookie'
      readonly name: string
      /** Stands before the key, with its blank: `Token `. */
      readonly prefix: string
    }
  | { readonly kind: 'bearer' }
  | { readonly kind: 'basic'; readonly isKeyAsUser: boolean }
  | {
      readonly kind: 'oauth2'
      readonly grant: 'refresh_token' | 'client_credentials'
      readonly tokenUrl: string
      readonly scopes: readonly string[]
    }
  | {
      /** Signs in first and sends the token that it is given. */
      readonly kind: 'session'
      readonly method: string
      /** With `{name}` for inputs, as `BaseUrl`. */
      readonly baseUrl: string
      readonly path: string
      readonly userField: string
      readonly passwordField: string
      readonly tokenPath: readonly string[]
      readonly send:
        | { readonly kind: 'bearer' }
        | { readonly kind: 'header'; readonly name: string; readonly prefix: string }
    }

/** Schemes that are sent together; an API may know several such sets. */
export interface AuthAlternative {
  readonly title: string
  readonly schemes: readonly AuthScheme[]
}

/** Where a value of a request goes. Names of body values are dotted paths. */
export interface Place {
  readonly in: 'query' | 'header' | 'body'
  readonly name: string
}

export interface PageSize {
  readonly place: Place
  readonly value: number
}

/** Where the token for the next page stands. */
export type TokenSource =
  /** `inside` is the key of the token where the value at the path turns out to be a mapping. */
  | { readonly in: 'body'; readonly path: readonly string[]; readonly inside?: string | undefined }
  | { readonly in: 'header'; readonly name: string }
  | { readonly in: 'last-record'; readonly path: readonly string[] }

export type Pagination =
  | { readonly kind: 'none' }
  | { readonly kind: 'page'; readonly token: Place; readonly firstPage: number }
  | { readonly kind: 'offset'; readonly token: Place }
  | {
      readonly kind: 'cursor'
      readonly token: Place
      readonly from: TokenSource
      readonly more?: readonly string[] | undefined
    }
  | {
      readonly kind: 'next-url'
      readonly from:
        | { readonly in: 'body'; readonly path: readonly string[] }
        | { readonly in: 'link' }
      readonly more?: readonly string[] | undefined
    }

/** A field that grows with changes, and the parameter that filters by it. */
export interface CursorFact {
  readonly field: string
  /** Keys to the value where it is not at the top of a record: `attributes`, `updated`. */
  readonly path?: readonly string[] | undefined
  /** Format of the parameter in strftime words; `%s` and `%ms` are Unix time. */
  readonly format: string
  readonly start?: Place | undefined
  readonly end?: Place | undefined
}

/** How a variable of the path, query or body gets its value. */
export interface Variable {
  readonly in: 'path' | 'query' | 'body' | 'header'
  readonly name: string
  readonly source:
    | { readonly kind: 'parent'; readonly stream: string; readonly key: string }
    /** The parent's own variable of this name. */
    | { readonly kind: 'grandparent'; readonly name: string; readonly depth: number }
    | { readonly kind: 'list'; readonly values: readonly string[] }
    | { readonly kind: 'input'; readonly input: InputFact }
    | { readonly kind: 'fixed'; readonly value: string | number | boolean }
}

export type FactSchema = { readonly [key: string]: unknown }

export interface StreamFacts {
  readonly name: string
  readonly title: string
  readonly document: string
  readonly method: string
  /** Template as the document writes it: `/projects/{id}/tasks`. */
  readonly path: string
  readonly isList: boolean
  readonly isSelected: boolean
  readonly evidence: Evidence
  readonly baseUrl: Fact<BaseUrl>
  readonly auth: Fact<readonly AuthAlternative[]>
  readonly pagination: Fact<Pagination>
  readonly pageSize: Fact<PageSize | undefined>
  readonly records: Fact<readonly string[]>
  readonly key: Fact<readonly string[]>
  readonly cursor: Fact<CursorFact | undefined>
  readonly variables: readonly Fact<Variable>[]
  readonly schema: Fact<FactSchema | undefined>
}

/** What documents say about an API. Streams stand in order of preference. */
export interface ApiFacts {
  readonly title: string
  readonly documents: readonly string[]
  readonly streams: readonly StreamFacts[]
  /** What could not be read, in sentences. */
  readonly notes: readonly string[]
}
