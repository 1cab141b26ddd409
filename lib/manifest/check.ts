import type { Json } from '../engine/values/value'
import { createCheckContext } from './check-context'
import { ManifestError } from './manifest-error'
import type { Problem } from './problem'
import { rules } from './rules/registry'
import { isMapping } from './text/value'

const order = { error: 0, warning: 1, info: 2 } as const

/**
 * Looks a manifest over: what is wrong, where, and what is expected. Errors come first. Mistakes of the
 * YAML are the document's own problems and not among these.
 *
 * Takes the parsed value as it is written, references included.
 */
export function checkManifest(manifest: Json): readonly Problem[] {
  if (!isMapping(manifest)) {
    const message = 'A manifest is a mapping with version, check and streams'
    return [{ code: 'manifest_not_mapping', severity: 'error', message, path: [] }]
  }
  try {
    const context = createCheckContext(manifest)
    const problems = rules.flatMap((rule) => [...rule.check(context)])
    return problems.toSorted((left, right) => order[left.severity] - order[right.severity])
  } catch (error) {
    if (!(error instanceof ManifestError)) throw error
    return [{ code: error.code, severity: 'error', message: error.message, path: error.path ?? [] }]
  }
}
