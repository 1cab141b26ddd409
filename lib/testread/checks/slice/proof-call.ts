import { count, type SliceRule } from '../rule'

/** What the page behind the last one held, when it was asked for. */
export const proofCall: SliceRule = (slice, info) => {
  const behind = slice.proofPage
  if (!behind) return undefined
  const calls = behind.call === undefined ? [] : [behind.call]
  if (behind.foundCount === 0) {
    return {
      id: 'proof-call-empty',
      title: 'Nothing lies behind the last page',
      outcome: 'passed',
      station: 'pages',
      weight: 'proof',
      text: 'We asked for the page behind the last one: it is empty.',
      calls,
    }
  }
  const print = behind.signals?.fingerprint
  const same = slice.pages.find((page) => page.signals?.fingerprint === print)
  if (same) {
    const name = info.tokenName ? `\`${info.tokenName}\`` : 'the page parameter'
    return {
      id: 'page-repeated',
      title: 'A page came twice',
      outcome: 'failed',
      station: 'pages',
      weight: 'strong',
      text: `The page behind the last one is page ${same.page + 1} again. The API seems to ignore ${name}.`,
      calls,
    }
  }
  return {
    id: 'proof-call-found-more',
    title: 'A next page exists',
    outcome: 'failed',
    station: 'pages',
    weight: 'proof',
    text: `We asked for the page behind the last one: it holds ${count(behind.foundCount, 'more record')}.`,
    calls,
    missing: behind.foundCount,
  }
}
