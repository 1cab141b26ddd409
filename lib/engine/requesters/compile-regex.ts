import { RE2JS } from 're2js'
import { ManifestInvalid } from '../errors'
import type { ManifestPath } from '../path'

/**
 * A regular expression that runs in linear time, whatever the text.
 *
 * @throws ManifestInvalid when it is none
 */
export function compileRegex(pattern: string, path: ManifestPath): RE2JS {
  try {
    return RE2JS.compile(pattern)
  } catch (cause) {
    throw new ManifestInvalid('The pattern is no regular expression', { path, cause })
  }
}
