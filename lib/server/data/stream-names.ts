import 'server-only'
import { db } from '../db'
import { outlineOf } from '../manifest-outline'

interface ProjectRow {
  readonly id: string
  readonly draftRevision: number
  readonly streamNames: string | null
  readonly streamsRevision: number
}

/**
 * The streams that a project's draft names; undefined when it cannot be read. Read from the text
 * once for each revision, when somebody asks, so that saving stays quick.
 */
export async function streamNames(project: ProjectRow): Promise<readonly string[] | undefined> {
  if (project.streamsRevision === project.draftRevision) {
    return project.streamNames === null ? undefined : JSON.parse(project.streamNames)
  }
  const row = await db().project.findUnique({
    where: { id: project.id },
    select: { draftText: true, draftRevision: true },
  })
  if (!row) return undefined
  const streams = outlineOf(row.draftText)?.streams
  await db().project.updateMany({
    where: { id: project.id, draftRevision: row.draftRevision },
    data: {
      streamNames: streams ? JSON.stringify(streams) : null,
      streamsRevision: row.draftRevision,
    },
  })
  return streams
}
