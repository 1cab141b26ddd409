import type { z } from 'zod'
import type { manifestProblemSchema } from '../contracts/validation'
import { checkManifest } from '../manifest/check'
import { ManifestDocument } from '../manifest/manifest-document'

type ManifestProblem = z.output<typeof manifestProblemSchema>

/** What is wrong with a manifest's text, with the place of each problem in it. */
export function problemsOf(text: string): ManifestProblem[] {
  const document = new ManifestDocument(text)
  const { problems, isEditable, manifest } = document.getSnapshot()
  const findings = isEditable ? checkManifest(manifest) : []
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
