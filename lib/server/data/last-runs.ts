import 'server-only'
import type { LastRun, ProofSummary } from '../../contracts/proof-summary'
import { db } from '../db'
import type { Owner } from './rows'

/** The last run of each stream of each of these projects: by project, then by stream. */
export async function lastRuns(
  { workspaceId }: Owner,
  projects: readonly { readonly id: string; readonly draftHash: string }[],
): Promise<Map<string, Record<string, LastRun>>> {
  const hashes = new Map(projects.map(({ id, draftHash }) => [id, draftHash]))
  const rows = await db().run.findMany({
    where: { workspaceId, projectId: { in: [...hashes.keys()] } },
    select: {
      id: true,
      projectId: true,
      stream: true,
      outcome: true,
      records: true,
      proof: true,
      textHash: true,
      endedAt: true,
    },
    orderBy: [{ startedAt: 'asc' }, { id: 'asc' }],
  })
  const result = new Map<string, Map<string, LastRun>>()
  for (const row of rows) {
    const streams = result.get(row.projectId) ?? new Map<string, LastRun>()
    result.set(row.projectId, streams)
    streams.set(row.stream, {
      runId: row.id,
      outcome: row.outcome as LastRun['outcome'],
      records: row.records,
      endedAt: row.endedAt.toISOString(),
      ...(row.proof !== null && { proof: JSON.parse(row.proof) as ProofSummary }),
      isStale: row.textHash !== hashes.get(row.projectId),
    })
  }
  return new Map([...result].map(([id, streams]) => [id, Object.fromEntries(streams)]))
}
