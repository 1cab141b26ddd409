import { ManifestInvalid } from '../engine/errors'
import type { ManifestTools } from '../engine/resolvers/dynamic-stream'
import { loadManifest as parseManifest } from '../manifest/load'
import { ManifestError } from '../manifest/manifest-error'
import { type ResolvedManifest, resolveManifest } from '../manifest/refs'
import { manifestTools } from '../manifest/tools'

/** A manifest ready for the engine. */
export interface LoadedManifest extends ResolvedManifest {
  readonly tools: ManifestTools
}

/**
 * Reads a manifest's text and resolves its references and parameters.
 *
 * @throws ManifestInvalid when the text is no manifest or a reference leads nowhere
 */
export async function loadManifest(text: string): Promise<LoadedManifest> {
  try {
    return { ...resolveManifest(parseManifest(text)), tools: manifestTools }
  } catch (error) {
    if (!(error instanceof ManifestError)) throw error
    throw new ManifestInvalid(error.message, { path: error.path, cause: error })
  }
}
