import { stringifyJson } from '../../../engine/values/json'
import type { SliceRule } from '../rule'

/** Two pages with the same records: the API does not read the page parameter. */
export const repeatedPage: SliceRule = (slice, info) => {
  const seen = new Map<string, number>()
  for (const page of slice.pages) {
    const print = page.signals?.fingerprint
    if (!print || page.foundCount === 0) continue
    const before = seen.get(print)
    if (before === undefined) {
      seen.set(print, page.page)
      continue
    }
    const calls = slice.pages.filter((each) => each.signals?.fingerprint === print)
    const name = info.tokenName ? `\`${info.tokenName}\`` : 'the page parameter'
    return {
      id: 'page-repeated',
      title: 'A page came twice',
      outcome: 'failed',
      station: 'pages',
      weight: 'strong',
      text: `Page ${page.page + 1} is the same as page ${before + 1}. The API seems to ignore ${name}.`,
      calls: calls.flatMap((each) => each.call ?? []),
    }
  }
  return undefined
}

/** A page asked for itself: the token did not move. */
export const stillToken: SliceRule = (slice) => {
  const stuck = slice.pages.find(
    (page) =>
      page.token !== undefined &&
      page.nextToken !== undefined &&
      stringifyJson(page.token) === stringifyJson(page.nextToken),
  )
  if (!stuck) return undefined
  return {
    id: 'token-stands-still',
    title: 'The token does not move',
    outcome: 'failed',
    station: 'pages',
    weight: 'strong',
    text: `Page ${stuck.page + 1} asks for itself again: the next page token does not move.`,
    calls: stuck.call === undefined ? [] : [stuck.call],
  }
}
