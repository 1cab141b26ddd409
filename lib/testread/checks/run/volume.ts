import type { RunRule } from '../rule'
import { count } from '../rule'

/** A read without records is suspicious unless the API itself says that there are none. */
export const volume: RunRule = (read) => {
  if (read.records.length > 0 || read.status === 'running' || read.errors.length > 0) return []
  const pages = read.slices.flatMap((slice) => slice.pages)
  const found = pages.reduce((sum, page) => sum + page.foundCount, 0)
  const calls = pages.flatMap((page) => page.call ?? []).slice(0, 5)
  const base = { station: 'records', weight: 'none', calls } as const
  if (found > 0) {
    const text = `${count(found, 'record')} came in, and the filter let none through.`
    return [
      {
        ...base,
        id: 'all-filtered',
        title: 'Everything was filtered out',
        outcome: 'warning',
        text,
      },
    ]
  }
  if (pages.some((page) => page.signals?.total?.value === 0)) {
    const text = 'The API says that it holds no records.'
    return [{ ...base, id: 'total-zero', title: 'The list is empty', outcome: 'passed', text }]
  }
  if (pages.length === 0) return []
  const text = 'No records came in. Look at a response and point at the list of records.'
  return [{ ...base, id: 'no-records', title: 'No records', outcome: 'warning', text }]
}

/** More records on a page than were asked for, or fewer on every page but the last. */
export const pageSize: RunRule = (read, info) => {
  const asked = info.pageSize
  if (asked === undefined) return []
  const pages = read.slices.flatMap((slice) => slice.pages.slice(0, -1))
  const odd = pages.find((page) => page.foundCount > 0 && page.foundCount !== asked)
  if (!odd) return []
  return [
    {
      id: 'page-size-not-honoured',
      title: 'The page size is not honoured',
      outcome: 'warning',
      station: 'pages',
      weight: 'none',
      text: `We ask for ${asked.toLocaleString('en')} records a page and get ${odd.foundCount.toLocaleString('en')}.`,
      calls: odd.call === undefined ? [] : [odd.call],
    },
  ]
}

/** A limit of the run is never silent. */
export const limits: RunRule = (read) =>
  read.limits.map((limit) => ({
    id: `limit-${limit.limit}`,
    title: limit.limit === 'choice' ? 'Chosen slices only' : 'A limit was reached',
    outcome: 'warning',
    station: limit.limit === 'slices' || limit.limit === 'choice' ? 'partitions' : 'pages',
    weight: 'none',
    text: limit.text,
    calls: [],
  }))
