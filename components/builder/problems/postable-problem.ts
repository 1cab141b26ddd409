import { checkManifest } from '@/lib/manifest/check'
import type { ManifestDocument } from '@/lib/manifest/manifest-document'
import type { Problem } from '@/lib/manifest/problem'

/** A problem that can be sent from one thread to another: its fix is named, not carried. */
export interface PostableProblem extends Omit<Problem, 'fix'> {
  readonly fixTitle?: string
}

export function postable({ fix, ...problem }: Problem): PostableProblem {
  return fix === undefined ? problem : { ...problem, fixTitle: fix.title }
}

/** The problem as the builder shows it. Its fix is found again when somebody asks for it. */
export function withFix(
  { fixTitle, ...problem }: PostableProblem,
  document: ManifestDocument,
): Problem {
  if (fixTitle === undefined) return problem
  const key = keyOf(problem)
  const find = () =>
    checkManifest(document.getSnapshot().manifest).find(
      (each) => each.fix?.title === fixTitle && keyOf(each) === key,
    )
  return { ...problem, fix: { title: fixTitle, apply: (edits) => find()?.fix?.apply(edits) } }
}

function keyOf({ code, path, message }: Problem): string {
  return JSON.stringify([code, path, message])
}
