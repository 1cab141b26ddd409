// The least that any reader of these workloads has to do: ask, parse, print a line a record. Written
// by hand for the mock API; what the engine costs is measured against it.
import { createWriteStream } from 'node:fs'
import { request } from 'undici'

const [workload, base] = process.argv.slice(2)
const headers = { authorization: 'Bearer perf-token' }
const out = createWriteStream('', { fd: 1 })
const emittedAt = Date.now()

async function get(path) {
  const { body } = await request(`${base}${path}`, { headers })
  return body.json()
}

async function write(stream, records) {
  let text = ''
  for (const data of records) {
    text += `${JSON.stringify({ type: 'RECORD', record: { stream, data, emitted_at: emittedAt } })}\n`
  }
  if (!out.write(text)) await new Promise((resolve) => out.once('drain', resolve))
}

async function pages(path, stream, change = (records) => records) {
  let cursor = ''
  while (true) {
    const body = await get(`${path}${cursor && `&cursor=${encodeURIComponent(cursor)}`}`)
    await write(stream, change(body.data))
    if (!body.has_more) return
    cursor = body.next_cursor
  }
}

async function numbered(path, stream, change) {
  for (let page = 1; ; page += 1) {
    const { data } = await get(`${path}&page=${page}`)
    if (data.length === 0) return
    await write(stream, change ? change(data) : data)
  }
}

const workloads = {
  a: () => numbered('/v1/items?shape=narrow&n=100000&paging=page&size=1000', 'items'),
  b: () =>
    pages('/v1/items?shape=wide&n=20000&paging=cursor&size=500', 'items', (records) =>
      // The reference leaves out a top-level null.
      records.map(({ deleted_at, ...rest }) =>
        deleted_at === null ? rest : { ...rest, deleted_at },
      ),
    ),
}

const run = workloads[workload]
if (!run) throw new Error(`There is no raw loop for workload ${workload}`)
await run()
