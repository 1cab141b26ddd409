import { z } from 'zod'
import { defineContract } from './contract'

/** Characters of all documents of one import together. */
export const importCharactersMax = 20_000_000

/** Bytes of a request that carries documents: text in JSON grows by its escapes. */
export const importBodyBytesMax = 48_000_000

/** A description of an API as somebody gave it. The name is only for evidence. */
export const importDocumentSchema = z.strictObject({
  name: z.string().trim().min(1).max(300).optional(),
  text: z.string().max(importCharactersMax),
})

export type ImportDocument = z.output<typeof importDocumentSchema>

export const importDocumentsSchema = z.array(importDocumentSchema).min(1).max(20)

/** The place that says something: a JSON pointer (RFC 6901) for structured texts, else `line 12`. */
export const evidenceSchema = z.object({
  document: z.string(),
  pointer: z.string(),
  quote: z.string(),
})

export type EvidenceView = z.output<typeof evidenceSchema>

export const confidenceSchema = z.enum(['certain', 'likely', 'guess', 'unknown'])

/** As an endpoint calls a language model. */
export const modelNameSchema = z.string().trim().min(1).max(200)

function factOf<Value extends z.ZodType>(value: Value) {
  return z.object({
    value,
    confidence: confidenceSchema,
    evidence: z.array(evidenceSchema),
    foundBy: z.string().optional().meta({ description: 'Name of the model; absent for rules.' }),
  })
}

/** How the next page is asked for; `token` is the parameter, `from` the place of its value. */
const pagesSchema = z.object({
  kind: z.enum(['none', 'page', 'offset', 'cursor', 'next-url']),
  token: z.string().optional(),
  from: z.string().optional(),
  size: z.int().optional(),
})

/** A stream that was found. `parents` are names of streams whose keys its path needs. */
export const foundStreamSchema = z.object({
  name: z.string(),
  title: z.string(),
  document: z.string(),
  method: z.string(),
  path: z.string(),
  isList: z.boolean(),
  isSelected: z.boolean(),
  parents: z.array(z.string()),
  inputs: z.array(z.string()).meta({ description: 'Inputs that this stream alone asks for.' }),
  confidence: confidenceSchema.meta({ description: 'Of the least certain fact that is known.' }),
  evidence: evidenceSchema,
  baseUrl: factOf(z.string()),
  authentication: factOf(z.array(z.string())),
  pages: factOf(pagesSchema),
  records: factOf(z.array(z.string())),
  key: factOf(z.array(z.string())),
  cursor: factOf(z.string().nullable()),
})

export type FoundStream = z.output<typeof foundStreamSchema>

/** What one document turned out to be. */
export const recognisedSchema = z.object({
  name: z.string(),
  /** Words for a person, such as `OpenAPI 3.1`. Absent when nobody reads such a document. */
  title: z.string().optional(),
  text: z.string().meta({ description: 'What is in it, or why it cannot be read.' }),
  /** Lines and columns count from 1. */
  place: z.object({ line: z.int(), column: z.int() }).optional(),
  isRead: z.boolean(),
})

export type RecognisedDocument = z.output<typeof recognisedSchema>

export const findingsSchema = z.object({
  title: z.string(),
  streams: z.array(foundStreamSchema),
  notes: z.array(z.string()),
  secrets: z.array(z.string()).meta({ description: 'Names of inputs whose secret was found.' }),
})

export type Findings = z.output<typeof findingsSchema>

/** Reads only; nothing is called and nothing stored. */
export const importDocuments = defineContract({
  method: 'POST',
  path: '/api/import',
  summary: 'Says what documents are and what they say about an API. Nothing is stored.',
  body: z.strictObject({ documents: importDocumentsSchema }),
  bodyBytesMax: importBodyBytesMax,
  reply: z.object({
    recognised: z.array(recognisedSchema),
    /** Absent when no document could be read. */
    findings: findingsSchema.optional(),
  }),
})

export const listImporters = defineContract({
  method: 'GET',
  path: '/api/import',
  summary: 'Lists the kinds of documents that can be read, in words.',
  reply: z.object({ titles: z.array(z.string()) }),
})

/**
 * Loopback and private addresses need a person's word, given as `allow` (`host:port`); without it the
 * answer is 422 `target_needs_permission`, whose title begins with the address.
 */
export const fetchDocument = defineContract({
  method: 'POST',
  path: '/api/import/fetch',
  summary: 'Fetches a document from an address, through the same guard as runs.',
  body: z.strictObject({
    url: z.string().trim().min(1).max(4_000),
    allow: z.string().max(300).optional(),
  }),
  reply: z.object({ name: z.string(), text: z.string() }),
})
