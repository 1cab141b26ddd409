import 'server-only'
import type { z } from 'zod'
import type { ImportDocument, importDocuments } from '../../contracts/imports'
import type { ProjectSource } from '../../contracts/projects'
import { AppError } from '../errors'
import { declaredStreams } from './declared'
import { findingsOf } from './findings'
import { manifestOfImport } from './manifest-of-import'
import { readDocuments } from './read-documents'
import { namedDocuments, withClaims } from './read-with-model'
import { requireSize } from './require-size'

/**
 * What documents are and what they say about an API.
 *
 * @throws AppError `body_too_large` for more than 20 million characters
 */
export function readImport(
  documents: readonly ImportDocument[],
): z.input<typeof importDocuments.reply> {
  requireSize(documents)
  const { recognised, facts, secrets } = readDocuments(documents)
  return {
    recognised: [...recognised],
    ...(facts && { findings: findingsOf(facts, secrets) }),
  }
}

/**
 * The draft of a connector made from documents, what they declare of its streams, and the secrets that
 * stood in them. What a model
 * found is looked up in the documents again: nothing is taken on the browser's word.
 *
 * @throws AppError `invalid_request` when no document can be read, `not_found` for unknown streams
 */
export function draftOfImport({
  documents,
  streams,
  byModel,
}: Extract<ProjectSource, { kind: 'import' }>) {
  requireSize(documents)
  const read = readDocuments(documents)
  const { facts, secrets, recognised } = read
  if (!facts) {
    throw new AppError('invalid_request', recognised[0]?.text ?? 'No document could be read')
  }
  const all = byModel ? withClaims(facts, namedDocuments(documents, read), byModel) : facts
  const { text, ...made } = manifestOfImport(all, streams)
  const declared = declaredStreams({ ...made, secrets: secrets.map(({ value }) => value) })
  return { text, declared, secrets }
}
