import { callsOf, count, foundIn, type SliceRule } from '../rule'

/** The API says how many records there are; what came in is compared with it. */
export const total: SliceRule = (slice) => {
  const signal = slice.pages.at(-1)?.signals?.total
  if (!signal) return undefined
  const found = foundIn(slice)
  const calls = callsOf(slice).slice(-1)
  const place = signal.place
  if (found === signal.value) {
    const text = `${count(found, 'record')} came in, and \`${place}\` says ${signal.value.toLocaleString('en')}.`
    return {
      id: 'total-reached',
      title: 'The count matches',
      outcome: 'passed',
      station: 'pages',
      weight: 'proof',
      text,
      calls,
    }
  }
  if (found < signal.value) {
    const missing = signal.value - found
    const text = `${count(found, 'record')} came in; \`${place}\` says the API holds ${signal.value.toLocaleString('en')}.`
    return {
      id: 'total-missed',
      title: 'The count does not match',
      outcome: 'failed',
      station: 'pages',
      weight: 'proof',
      text,
      calls,
      missing,
    }
  }
  const text = `${count(found, 'record')} came in, more than the ${signal.value.toLocaleString('en')} that \`${place}\` says. Some may have come twice.`
  return {
    id: 'total-exceeded',
    title: 'More came than the API counts',
    outcome: 'warning',
    station: 'pages',
    weight: 'none',
    text,
    calls,
  }
}

/** The same by pages: the API says how many there are. */
export const totalPages: SliceRule = (slice, info) => {
  const signal = slice.pages.at(-1)?.signals?.totalPages
  if (!signal || signal.value === 0) return undefined
  const read = slice.pages.filter((page) => page.foundCount > 0).length
  const calls = callsOf(slice).slice(-1)
  if (read >= signal.value) {
    const text = `${count(read, 'page')} were read, and \`${signal.place}\` says ${signal.value.toLocaleString('en')}.`
    return {
      id: 'page-count-reached',
      title: 'Every page was read',
      outcome: 'passed',
      station: 'pages',
      weight: info.hasPagination || signal.value === 1 ? 'strong' : 'weak',
      text: read === 1 ? text.replace('were', 'was') : text,
      calls,
    }
  }
  const text = `${count(read, 'page')} of ${signal.value.toLocaleString('en')} came in (\`${signal.place}\`).`
  return {
    id: 'page-count-missed',
    title: 'Pages are missing',
    outcome: 'failed',
    station: 'pages',
    weight: 'strong',
    text,
    calls,
  }
}
