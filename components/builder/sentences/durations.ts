const duration =
  /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/
const units = ['year', 'month', 'week', 'day', 'hour', 'minute', 'second'] as const

/** `P1D` → “a day”, `PT36H` → “36 hours”; nothing when it is no ISO 8601 duration. */
export function durationWords(text: string | undefined): string | undefined {
  const match = text === undefined ? null : duration.exec(text)
  if (match === null) return undefined
  const parts: string[] = []
  for (const [index, unit] of units.entries()) {
    const count = Number(match[index + 1] ?? 0)
    if (count === 1) parts.push(unit === 'hour' ? 'an hour' : `a ${unit}`)
    else if (count > 0) parts.push(`${count} ${unit}s`)
  }
  return parts.length === 0 ? undefined : parts.join(' and ')
}

/** “a minute”, “10 seconds”: the same after “120 requests …”; a count of one has no article. */
export function perDuration(text: string | undefined): string | undefined {
  const words = durationWords(text)
  if (words === undefined) return undefined
  return /^an? /.test(words) ? words : `every ${words}`
}
