import { z } from 'zod'

/** Names one thing of a workspace. Random; knowing it permits nothing. */
export const idSchema = z.string().regex(/^[\w-]{1,64}$/, 'Not an id')

/** A moment, in UTC. */
export const momentSchema = z.iso.datetime()

/** Names that people give; spaces around them are dropped. */
export const nameSchema = z.string().trim().min(1, 'A name needs a character').max(200)

/** A body that gives a name and nothing else. */
export const nameBody = z.strictObject({ name: nameSchema })

/** Characters of a manifest that are stored and tested. A catalogue of 56,000 lines is 2 million. */
export const manifestTextCharactersMax = 10_000_000

/** A manifest as it was typed. It may be broken YAML; half-finished work is kept too. */
export const manifestTextSchema = z.string().max(manifestTextCharactersMax)

/** Bytes of a request that carries a manifest: text in JSON grows by its escapes. */
export const manifestBodyBytesMax = 24_000_000

/** The project that an endpoint is about. */
export const projectParams = z.object({ projectId: idSchema })

/** A place in the manifest: keys and list indices from the root. */
export const manifestPathSchema = z.array(z.union([z.string(), z.int()]))

/** An answer that says only that it was done. */
export const doneReply = z.object({ done: z.literal(true) })

/** See `doneReply`. */
export const done: z.input<typeof doneReply> = { done: true }
