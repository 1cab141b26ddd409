import { z } from 'zod'
import type { BuildContext } from '../component'
import { ManifestInvalid, ReadFailed } from '../errors'
import { interpolatedString } from '../interpolate'
import type { ManifestPath } from '../path'
import type { Value } from '../values/value'

/** The schema of a page size: a number, or a template that gives one. */
export function pageSizeSchema(text: z.ZodString) {
  return z
    .union([z.int(), text])
    .optional()
    .meta({
      title: 'Page size',
      description: 'Records of a full page. A page with fewer records is the last one.',
      examples: [100, "{{ config['page_size'] }}"],
    })
}

/**
 * A page size that is known before reading.
 *
 * @throws ManifestInvalid when it is no whole number
 */
export function pageSizeOf(
  size: number | string | undefined,
  context: BuildContext,
): number | undefined {
  if (typeof size !== 'string') return size
  const value = interpolatedString(size, context)()
  if (typeof value === 'number' && Number.isInteger(value)) return value
  throw new ManifestInvalid('The page size has to be a whole number', {
    path: [...context.path, 'page_size'],
  })
}

/**
 * A page token that counts, raised.
 *
 * @throws ReadFailed `page_token_invalid` when the last one is no number
 */
export function raisedCount(token: Value, by: number, path: ManifestPath): number {
  if (typeof token === 'number' && Number.isInteger(token)) return token + by
  throw new ReadFailed(
    'page_token_invalid',
    'manifest',
    'The last page token is no whole number.',
    { path },
  )
}
