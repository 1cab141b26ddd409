// The least that any reader of these workloads has to do: ask, parse, print a line a record. Written
// by hand for the mock API; what the engine costs is measured against it.
//
//   node bench/raw-loop.mjs WORKLOAD ORIGIN [WORKERS] [RECORDS]
import { createWriteStream } from 'node:fs'
import { request } from 'undici'

const [workload, base, workers = '1', records = '100000'] = process.argv.slice(2)
const headers = { authorization: 'Bearer perf-token' }
const out = createWriteStream('', { fd: 1 })
const emittedAt = Date.now()

async function ask(url) {
  const response = await request(url, { headers })
  return { body: await response.body.json(), link: response.headers.link }
}

async function get(path) {
  return (await ask(`${base}${path}`)).body
}

async function write(stream, list) {
  let text = ''
  for (const data of list) {
    text += `${JSON.stringify({ type: 'RECORD', record: { stream, data, emitted_at: emittedAt } })}\n`
  }
  if (!out.write(text)) await new Promise((resolve) => out.once('drain', resolve))
}

async function* byCursor(path) {
  let cursor = ''
  while (true) {
    const body = await get(`${path}${cursor && `&cursor=${encodeURIComponent(cursor)}`}`)
    yield body.data
    if (!body.has_more) return
    cursor = body.next_cursor
  }
}

async function* byNumber(path) {
  for (let page = 1; ; page += 1) {
    const { data } = await get(`${path}&page=${page}`)
    if (data.length === 0) return
    yield data
  }
}

async function* byLink(path) {
  let url = `${base}${path}`
  while (url) {
    const { body, link } = await ask(url)
    yield body.data
    url = /<([^>]+)>; rel="next"/.exec(link ?? '')?.[1]
  }
}

async function copy(stream, pages, change = (list) => list) {
  for await (const page of pages) await write(stream, change(page))
}

/** Lets several workers take from one list. */
async function share(list, work) {
  const one = async () => {
    for (let next = await list.next(); !next.done; next = await list.next()) await work(next.value)
  }
  await Promise.all(Array.from({ length: Number(workers) }, one))
}

async function* parents() {
  for await (const page of byCursor('/v1/parents?parents=200&size=50&latency=5')) yield* page
}

/** One window a day; the last two days of the year are one, as the reference asks for them. */
async function* days() {
  const day = (index) => new Date(Date.UTC(2023, 0, 1 + index)).toISOString().slice(0, 10)
  for (let index = 0; index < 364; index += 1) {
    yield { from: day(index), to: day(index === 363 ? 364 : index) }
  }
}

const start = '2024-07-01T00:00:00Z'
const end = '2025-01-01T00:00:00Z'

function changedEvents(list) {
  const kept = []
  for (const { name, email, ...rest } of list) {
    const { status, updated_at, amount } = rest
    if (status === 'closed' || updated_at < start || updated_at > end) continue
    kept.push({
      ...rest,
      label: `${name} <${email}>`,
      origin: { system: base },
      amount_cents: Math.trunc(amount * 100),
    })
  }
  return kept
}

/** The reference leaves out a top-level null. */
const withoutNull = (list) =>
  list.map(({ deleted_at, ...rest }) => (deleted_at === null ? rest : { ...rest, deleted_at }))

const workloads = {
  a: () => copy('items', byNumber(`/v1/items?shape=narrow&n=${records}&paging=page&size=1000`)),
  b: () =>
    copy('items', byCursor('/v1/items?shape=wide&n=20000&paging=cursor&size=500'), withoutNull),
  c: () => copy('items', byLink('/v1/items?shape=narrow&n=20000&size=100&paging=link&latency=20')),
  d: () =>
    share(parents(), ({ id }) =>
      copy('children', byCursor(`/v1/parents/${id}/children?pages=3&size=50&latency=5`)),
    ),
  e: () =>
    copy('events', byNumber('/v1/items?shape=narrow&n=50000&paging=page&size=500'), changedEvents),
  f: () =>
    share(days(), async ({ from, to }) => {
      const { data } = await get(`/v1/daily?per_day=20&latency=5&from=${from}&to=${to}`)
      await write('daily', data)
    }),
}

const run = workloads[workload]
if (!run) throw new Error(`There is no raw loop for workload ${workload}`)
await run()
