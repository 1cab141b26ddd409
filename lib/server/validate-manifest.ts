import type { z } from 'zod'
import type { manifestProblemSchema } from '../contracts/validation'
import { ManifestDocument } from '../manifest/manifest-document'
import { ManifestError } from '../manifest/manifest-error'
import type { Problem } from '../manifest/problem'
import { resolveManifest } from '../manifest/refs'
import { isMapping } from '../manifest/text/value'

type ManifestProblem = z.output<typeof manifestProblemSchema>

/** What is wrong with a manifest's text, with the place of each problem in it. */
export function problemsOf(text: string): ManifestProblem[] {
  const document = new ManifestDocument(text)
  const { problems, isEditable, manifest } = document.getSnapshot()
  const findings = isEditable && isMapping(manifest) ? referenceProblems(manifest) : []
  const lines = document.lines()
  return [...problems, ...findings].map(({ code, severity, message, path, range }) => {
    const from = range?.from ?? document.rangeOf(path)?.from
    return {
      code,
      severity,
      message,
      path: [...path],
      ...(from !== undefined && { place: lines.at(from) }),
    }
  })
}

function referenceProblems(manifest: Parameters<typeof resolveManifest>[0]): Problem[] {
  try {
    resolveManifest(manifest)
    return []
  } catch (error) {
    if (!(error instanceof ManifestError)) throw error
    const { code, message, path = [] } = error
    return [{ code, severity: 'error', message, path }]
  }
}
