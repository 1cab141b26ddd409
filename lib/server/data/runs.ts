import 'server-only'
import { promisify } from 'node:util'
import { gunzip, gzip } from 'node:zlib'
import type { ProofSummary } from '../../contracts/proof-summary'
import type { Run } from '../../contracts/runs'
import type { ReadLimits } from '../../testread/test-read'
import { db } from '../db'
import { AppError } from '../errors'
import { requireProject } from './projects'
import { hashText, type ProjectRef } from './rows'

const compress = promisify(gzip)
const decompress = promisify(gunzip)

/** Runs of a project that are kept with their events. */
const runsKept = 20

/** Runs that may gather beyond those: looking through them all takes longer than storing one. */
const runsMore = 10

const columns = {
  id: true,
  stream: true,
  environmentName: true,
  outcome: true,
  proof: true,
  records: true,
  calls: true,
  bytes: true,
  elapsedMs: true,
  limits: true,
  textHash: true,
  startedAt: true,
  endedAt: true,
  isEventsCut: true,
} as const

/** A run as it ended, with its events as lines of JSON. */
export interface FinishedRun {
  readonly stream: string
  readonly environmentName: string | undefined
  readonly outcome: Run['outcome']
  readonly proof: ProofSummary | undefined
  readonly records: number
  readonly calls: number
  readonly bytes: number
  readonly elapsedMs: number
  readonly limits: ReadLimits
  readonly text: string
  readonly startedAt: Date
  readonly endedAt: Date
  readonly lines: readonly string[]
  readonly isEventsCut: boolean
}

/**
 * Stores a run. Of older ones at least the last 20 are kept; beyond 30, the last of each stream keeps its
 * summary, so that a stream does not lose its proof when others run often.
 *
 * A project that was deleted meanwhile is no failure: there is nothing to store for.
 */
export async function store(ref: ProjectRef, run: FinishedRun): Promise<void> {
  const { workspaceId, projectId } = ref
  const { text, lines, proof, limits, environmentName, ...rest } = run
  // Fast rather than small: whoever reads the run waits for it to be stored.
  const events = await compress(lines.length === 0 ? '' : `${lines.join('\n')}\n`, { level: 1 })
  if ((await db().project.count({ where: { id: projectId, workspaceId } })) === 0) return
  await db().run.create({
    data: {
      ...rest,
      id: crypto.randomUUID(),
      workspaceId,
      projectId,
      environmentName: environmentName ?? null,
      elapsedMs: Math.round(run.elapsedMs),
      proof: proof ? JSON.stringify(proof) : null,
      limits: JSON.stringify(limits),
      textHash: hashText(text),
      events: new Uint8Array(events),
    },
    select: { id: true },
  })
  await prune(ref)
}

async function prune({ workspaceId, projectId }: ProjectRef): Promise<void> {
  const where = { projectId, workspaceId }
  if ((await db().run.count({ where })) < runsKept + runsMore) return
  const rows = await db().run.findMany({
    where,
    select: { id: true, stream: true },
    orderBy: [{ startedAt: 'desc' }, { id: 'desc' }],
  })
  const old = rows.slice(runsKept)
  if (old.length === 0) return
  const seen = new Set(rows.slice(0, runsKept).map(({ stream }) => stream))
  const summaries: string[] = []
  for (const { id, stream } of old) {
    if (!seen.has(stream)) summaries.push(id)
    seen.add(stream)
  }
  const ids = old.map(({ id }) => id)
  if (summaries.length > 0) {
    await db().run.updateMany({
      where: { id: { in: summaries }, workspaceId },
      data: { events: new Uint8Array() },
    })
  }
  await db().run.deleteMany({
    where: { id: { in: ids.filter((id) => !summaries.includes(id)) }, workspaceId },
  })
}

/**
 * The last runs of a project, the newest first.
 *
 * @throws AppError `not_found`
 */
export async function list(
  ref: ProjectRef & { readonly stream?: string | undefined },
): Promise<Run[]> {
  const { workspaceId, projectId, stream } = ref
  const { draftHash } = await requireProject(ref)
  const rows = await db().run.findMany({
    where: { projectId, workspaceId, ...(stream !== undefined && { stream }) },
    select: columns,
    orderBy: [{ startedAt: 'desc' }, { id: 'desc' }],
    take: runsKept,
  })
  return rows.map((row) => toRun(row, draftHash))
}

/**
 * The events of a run, as the lines that were streamed.
 *
 * @throws AppError `not_found`, or `run_events_missing` when only its summary is kept
 */
export async function events(
  ref: ProjectRef & { readonly runId: string },
): Promise<AsyncGenerator<string>> {
  const { workspaceId, projectId, runId } = ref
  const row = await db().run.findFirst({
    where: { id: runId, projectId, workspaceId },
    select: { events: true },
  })
  if (!row) throw new AppError('not_found', 'There is no such run')
  if (row.events.byteLength === 0) {
    throw new AppError('run_events_missing', 'Of this run only the summary is kept')
  }
  return linesOf((await decompress(row.events)).toString())
}

async function* linesOf(text: string): AsyncGenerator<string> {
  let from = 0
  while (from < text.length) {
    const to = text.indexOf('\n', from)
    yield text.slice(from, to)
    from = to + 1
  }
}

interface RunRow {
  readonly id: string
  readonly stream: string
  readonly environmentName: string | null
  readonly outcome: string
  readonly proof: string | null
  readonly records: number
  readonly calls: number
  readonly bytes: number
  readonly elapsedMs: number
  readonly limits: string
  readonly textHash: string
  readonly startedAt: Date
  readonly endedAt: Date
  readonly isEventsCut: boolean
}

function toRun(row: RunRow, draftHash: string): Run {
  const { textHash, environmentName, proof, limits, outcome, startedAt, endedAt, ...rest } = row
  return {
    ...rest,
    ...(environmentName !== null && { environmentName }),
    ...(proof !== null && { proof: JSON.parse(proof) as ProofSummary }),
    // Only `store` writes these columns.
    outcome: outcome as Run['outcome'],
    limits: JSON.parse(limits) as ReadLimits,
    startedAt: startedAt.toISOString(),
    endedAt: endedAt.toISOString(),
    isStale: textHash !== draftHash,
  }
}
