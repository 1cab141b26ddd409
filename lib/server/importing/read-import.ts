import 'server-only'
import type { z } from 'zod'
import {
  type ImportDocument,
  importCharactersMax,
  type importDocuments,
} from '../../contracts/imports'
import { AppError } from '../errors'
import { findingsOf } from './findings'
import { manifestOfImport } from './manifest-of-import'
import { readDocuments } from './read-documents'

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
 * The draft of a connector made from documents, and the secrets that stood in them.
 *
 * @throws AppError `invalid_request` when no document can be read, `not_found` for unknown streams
 */
export function draftOfImport(documents: readonly ImportDocument[], streams: readonly string[]) {
  requireSize(documents)
  const { facts, secrets, recognised } = readDocuments(documents)
  if (!facts) {
    throw new AppError('invalid_request', recognised[0]?.text ?? 'No document could be read')
  }
  return { text: manifestOfImport(facts, streams), secrets }
}

function requireSize(documents: readonly ImportDocument[]): void {
  const characters = documents.reduce((sum, { text }) => sum + text.length, 0)
  if (characters <= importCharactersMax) return
  throw new AppError('body_too_large', 'The documents are larger than 20 MB together')
}
