import 'server-only'
import type { Version, VersionSummary } from '../../contracts/versions'
import { db } from '../db'
import { AppError } from '../errors'
import * as drafts from './drafts'
import { isTaken, type ProjectRef } from './rows'

const summaryColumns = { number: true, notes: true, characters: true, publishedAt: true } as const

interface VersionSummaryRow {
  readonly number: number
  readonly notes: string
  readonly characters: number
  readonly publishedAt: Date
}

const attemptsMax = 5

/**
 * Freezes the saved draft under the next number.
 *
 * @throws AppError `draft_conflict` when the draft is not at `revision` any more
 * @throws AppError `not_found`
 */
export async function publish(
  input: ProjectRef & { readonly notes: string; readonly revision: number },
): Promise<VersionSummary> {
  const { workspaceId, projectId, notes, revision } = input
  for (let attempt = 1; ; attempt += 1) {
    const draft = await drafts.latest(input)
    if (draft.revision !== revision) throw drafts.conflict(draft)
    const { _max } = await db().version.aggregate({
      where: { projectId, workspaceId },
      _max: { number: true },
    })
    try {
      const row = await db().version.create({
        data: {
          id: crypto.randomUUID(),
          workspaceId,
          projectId,
          number: (_max.number ?? 0) + 1,
          notes,
          text: draft.text,
          characters: draft.text.length,
        },
        select: summaryColumns,
      })
      return summaryOf(row)
    } catch (error) {
      // Two people publish at the same time: the number went to the other one.
      if (!isTaken(error) || attempt === attemptsMax) throw error
    }
  }
}

/** The versions of a project, the newest first. */
export async function list({ workspaceId, projectId }: ProjectRef): Promise<VersionSummary[]> {
  const rows = await db().version.findMany({
    where: { projectId, workspaceId },
    select: summaryColumns,
    orderBy: { number: 'desc' },
  })
  if (rows.length === 0) await drafts.latest({ workspaceId, projectId })
  return rows.map(summaryOf)
}

/**
 * A version with its text.
 *
 * @throws AppError `not_found`
 */
export async function get(ref: ProjectRef & { readonly number: number }): Promise<Version> {
  const { workspaceId, projectId, number } = ref
  const row = await db().version.findFirst({
    where: { projectId, workspaceId, number },
    select: { ...summaryColumns, text: true },
  })
  if (!row) throw new AppError('not_found', 'There is no such version')
  return { ...summaryOf(row), text: row.text }
}

function summaryOf({ number, notes, characters, publishedAt }: VersionSummaryRow): VersionSummary {
  return { number, notes, characters, publishedAt: publishedAt.toISOString() }
}
