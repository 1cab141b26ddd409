import 'server-only'
import type { DraftConflict } from '../../contracts/drafts'
import { db } from '../db'
import { AppError } from '../errors'
import { hashText, type ProjectRef } from './rows'

interface DraftSave extends ProjectRef {
  readonly text: string
  readonly baseRevision: number
}

/**
 * Stores a new draft text, unless a newer one was saved meanwhile. The workspace is part of the
 * `where`, so a stranger's project and a missing one look the same.
 *
 * @throws AppError `draft_conflict` with the newer draft when `baseRevision` is not the latest
 * @throws AppError `not_found` when this workspace has no such project
 */
export async function save({ workspaceId, projectId, text, baseRevision }: DraftSave) {
  const savedAt = new Date()
  const { count } = await db().project.updateMany({
    where: { id: projectId, workspaceId, draftRevision: baseRevision },
    data: {
      draftText: text,
      draftHash: hashText(text),
      draftRevision: { increment: 1 },
      draftSavedAt: savedAt,
      updatedAt: savedAt,
    },
  })
  if (count === 1) return { revision: baseRevision + 1, savedAt: savedAt.toISOString() }
  throw conflict(await latest({ workspaceId, projectId }))
}

/**
 * The saved draft.
 *
 * @throws AppError `not_found`
 */
export async function latest({ workspaceId, projectId }: ProjectRef): Promise<DraftConflict> {
  const project = await db().project.findFirst({
    where: { id: projectId, workspaceId },
    select: { draftText: true, draftRevision: true, draftSavedAt: true },
  })
  if (!project) throw new AppError('not_found', 'There is no such project')
  return {
    text: project.draftText,
    revision: project.draftRevision,
    savedAt: project.draftSavedAt.toISOString(),
  }
}

/** The refusal that carries the newer draft, so that both texts are kept. */
export function conflict(draft: DraftConflict): AppError {
  return new AppError('draft_conflict', 'A newer draft was saved elsewhere. Both texts are kept.', {
    details: draft,
  })
}
