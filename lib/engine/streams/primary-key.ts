import { z } from 'zod'
import { ManifestInvalid } from '../errors'
import type { ManifestPath } from '../path'

/** A field, several fields, or fields as paths of one part. */
export const primaryKeySchema = z.union([
  z.string(),
  z.array(z.string()),
  z.array(z.array(z.string())),
])

type PrimaryKey = z.output<typeof primaryKeySchema>

/** The key as a list of paths, as catalogs write it; absent when there is none. */
export function primaryKeyPaths(
  key: PrimaryKey | undefined,
  path: ManifestPath,
): readonly (readonly string[])[] | undefined {
  if (key === undefined) return undefined
  const paths = typeof key === 'string' ? [[key]] : key.map((each) => [each].flat())
  const nested = paths.find((each) => each.length > 1)
  if (!nested) return paths.length === 0 ? undefined : paths
  throw new ManifestInvalid(`A primary key cannot be nested, and ${nested.join('.')} is`, { path })
}
