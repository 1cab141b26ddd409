import { callsOf, type SliceRule } from '../rule'

/** The last response points at another page, or says that there is none. */
export const next: SliceRule = (slice) => {
  const last = slice.pages.at(-1)
  const signals = last?.signals
  if (!last || !signals) return undefined
  const calls = callsOf(slice).slice(-1)
  const more = signals.hasMore
  const way = signals.next

  if (way && way.value !== '' && more?.value !== false && last.foundCount > 0) {
    // A cursor that is always sent says nothing when the flag beside it says that this is all.
    return {
      id: 'next-link-unused',
      title: 'The next link was not followed',
      outcome: 'failed',
      station: 'pages',
      weight: 'strong',
      text: `The last response names a next page in \`${way.place}\`, and nothing asked for it.`,
      calls,
    }
  }
  if (more?.value === true) {
    return {
      id: 'more-flag-ignored',
      title: 'The API says there is more',
      outcome: 'failed',
      station: 'pages',
      weight: 'strong',
      text: `The last response says \`${more.place}\`: there is more.`,
      calls,
    }
  }
  const place = more?.value === false ? more.place : way?.value === '' ? way.place : undefined
  if (place === undefined) return undefined
  const followed = slice.pages.length > 1
  return {
    id: 'end-signal',
    title: 'The API says this is the end',
    outcome: 'passed',
    station: 'pages',
    // A way forward that was followed and then ended is the API's own word for the end.
    weight: followed ? 'proof' : 'strong',
    text: `The last response says that nothing follows: \`${place}\` is ${more ? 'off' : 'empty'}.`,
    calls,
  }
}
