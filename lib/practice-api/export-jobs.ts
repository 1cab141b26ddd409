import type { ShopData } from './data'
import { formats } from './formats'
import { errorAnswer } from './trouble'

/** How often a job is asked for until it is done. */
const pollsUntilDone = 2

/** Exports that were asked for. `clear` forgets them. */
export class ExportJobs {
  readonly #polls = new Map<string, number>()

  create(): string {
    const id = `exp_${this.#polls.size + 1}`
    this.#polls.set(id, 0)
    return id
  }

  /** Counts a look at a job; undefined when there is none. */
  poll(id: string): 'running' | 'completed' | undefined {
    const polls = this.#polls.get(id)
    if (polls === undefined) return undefined
    this.#polls.set(id, polls + 1)
    return polls + 1 > pollsUntilDone ? 'completed' : 'running'
  }

  isDone(id: string): boolean {
    return (this.#polls.get(id) ?? 0) > pollsUntilDone
  }

  clear(): void {
    this.#polls.clear()
  }
}

/** The steps of an export, for documentation. */
export const exportSteps = [
  {
    method: 'POST',
    path: '/v1/exports',
    name: 'create_export',
    description: 'Starts an export of all orders; the answer holds its `id`.',
    status: 202,
  },
  {
    method: 'GET',
    path: '/v1/exports/{export_id}',
    name: 'get_export',
    description:
      'Says how far it is: `status` is `running` twice, then `completed`, and `download_url` is there.',
    status: 200,
  },
  {
    method: 'GET',
    path: '/v1/exports/{export_id}/download',
    name: 'download_export',
    description: 'The orders as CSV, once the export is completed.',
    status: 200,
  },
] as const

/** Answers the steps of an export; undefined when the request is for something else. */
export function answerExport(
  jobs: ExportJobs,
  data: ShopData,
  request: Request,
  url: URL,
): Response | undefined {
  const [, id, download] = /^\/v1\/exports(?:\/([^/]+)(\/download)?)?$/.exec(url.pathname) ?? []
  if (request.method === 'POST' && url.pathname === '/v1/exports') {
    return Response.json({ id: jobs.create(), status: 'queued' }, { status: 202 })
  }
  if (request.method !== 'GET' || id === undefined) return undefined
  return download === undefined ? statusOf(jobs, id, url) : downloadOf(jobs, data, id)
}

function statusOf(jobs: ExportJobs, id: string, url: URL): Response {
  const status = jobs.poll(id)
  if (status === undefined) return errorAnswer(404, 'not_found', `There is no export ${id}`)
  const done = { download_url: `${url.origin}/v1/exports/${id}/download` }
  return Response.json({ id, status, ...(status === 'completed' ? done : {}) })
}

function downloadOf(jobs: ExportJobs, data: ShopData, id: string): Response {
  if (!jobs.isDone(id)) return errorAnswer(409, 'not_ready', 'The export is not completed')
  const page = { rows: data.orders, beside: {}, headers: {} }
  return new Response(formats.csv.write(page, []), {
    headers: { 'content-type': formats.csv.contentType },
  })
}
