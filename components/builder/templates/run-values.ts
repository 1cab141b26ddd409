import type { CallView, TestRead } from '@/lib/testread/test-read'

/** Bodies above this many characters are not parsed for the sake of a preview. */
const bodyCharactersMax = 2_000_000

/** What templates saw in a run: the values of its first page that had a response. */
export function runValues(read: TestRead | undefined): ReadonlyMap<string, unknown> {
  const values = new Map<string, unknown>()
  if (read === undefined) return values
  const call = read.calls.find((each) => each.purpose === 'data' && isAnswered(each))
  if (call?.response) {
    values.set('response', parsed(call.response.bodyText))
    values.set('headers', headersOf(call))
  }
  const record = read.records[0]?.data
  if (record !== undefined) values.set('record', record)
  const last = read.records.findLast((row) => row.page === 0)?.data
  if (last !== undefined) values.set('last_record', last)
  const slice = read.slices[0]
  if (slice) {
    values.set('stream_partition', slice.partition)
    values.set('stream_interval', slice.window)
    values.set('stream_slice', { ...slice.partition, ...slice.window })
    const page = slice.pages[0]
    if (page) values.set('last_page_size', page.foundCount)
    if (page?.nextToken !== undefined) {
      values.set('next_page_token', { next_page_token: page.nextToken })
    }
  }
  return values
}

function isAnswered(call: CallView): boolean {
  const status = call.response?.status ?? 0
  return status >= 200 && status < 300
}

function parsed(body: string): unknown {
  if (body.length > bodyCharactersMax) return undefined
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}

/** Headers by name, with the Link header taken apart as the engine does. */
function headersOf(call: CallView): Record<string, unknown> {
  const headers = call.response?.headers ?? []
  const named: Record<string, unknown> = Object.fromEntries(
    headers.map(([name, value]) => [name, value]),
  )
  const link = headers.find(([name]) => name.toLowerCase() === 'link')?.[1]
  return { ...named, link: link === undefined ? {} : linksOf(link) }
}

/** `<https://…>; rel="next"` → `{ next: { url, rel } }`. */
function linksOf(header: string): Record<string, unknown> {
  const links: Record<string, unknown> = {}
  for (const match of header.matchAll(/<([^>]*)>([^,]*)/g)) {
    const [, url = '', parameters = ''] = match
    const rel = /rel="?([^";]+)"?/.exec(parameters)?.[1] ?? url
    links[rel] = { url, rel }
  }
  return links
}
