import { callsOf, count, type SliceRule } from '../rule'

/** A last page is usually shorter than the others; a full one leaves the end open. */
export const lastPage: SliceRule = (slice, info) => {
  const last = slice.pages.at(-1)
  if (!last) return undefined
  const calls = callsOf(slice).slice(-1)
  const before = slice.pages.slice(0, -1).map((page) => page.foundCount)
  // One empty page says nothing: a wrong path to the records looks the same.
  if (last.foundCount === 0 && before.length === 0) return undefined
  if (last.foundCount === 0) {
    return {
      id: 'last-page-empty',
      title: 'The end was seen',
      outcome: 'passed',
      station: 'pages',
      weight: 'proof',
      text: 'The page behind the last one is empty.',
      calls,
    }
  }
  const size = Math.max(info.pageSize ?? 0, last.signals?.pageSize?.value ?? 0, ...before)
  if (size === 0) return guessFull(last.foundCount, calls)
  if (last.foundCount < size) {
    return {
      id: 'last-page-short',
      title: 'The last page is short',
      outcome: 'passed',
      station: 'pages',
      weight: 'weak',
      text: `The last page has ${count(last.foundCount, 'record')}, fewer than the ${size.toLocaleString('en')} of a full one.`,
      calls,
    }
  }
  return {
    id: 'last-page-full',
    title: 'The last page was full',
    outcome: 'warning',
    station: 'pages',
    weight: 'weak',
    text: `The last page was full (${count(last.foundCount, 'record')}). A last page is usually shorter.`,
    calls,
  }
}

/** With one page and no known size, a round number is how a page that was cut looks. */
function guessFull(found: number, calls: readonly number[]): ReturnType<SliceRule> {
  if (found < 10 || ![10, 20, 25, 30, 40, 50, 60, 75, 80, 100].some((size) => isRound(found, size)))
    return undefined
  return {
    id: 'last-page-full',
    title: 'The last page was full',
    outcome: 'warning',
    station: 'pages',
    weight: 'weak',
    text: `The only page has exactly ${found.toLocaleString('en')} records, the size of a usual full page.`,
    calls,
  }
}

const isRound = (found: number, size: number) =>
  found === size || (size >= 50 && size <= 100 && found <= 10_000 && found % (size * 2) === 0)
