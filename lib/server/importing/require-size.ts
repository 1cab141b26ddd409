import { type ImportDocument, importCharactersMax } from '../../contracts/imports'
import { AppError } from '../errors'

/**
 * Documents of one import count together.
 *
 * @throws AppError `body_too_large` for more than 20 million characters
 */
export function requireSize(documents: readonly ImportDocument[]): void {
  const characters = documents.reduce((sum, { text }) => sum + text.length, 0)
  if (characters <= importCharactersMax) return
  throw new AppError('body_too_large', 'The documents are larger than 20 MB together')
}
