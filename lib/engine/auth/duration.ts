const shape =
  /^P(?:(\d+(?:[.,]\d+)?)W)?(?:(\d+(?:[.,]\d+)?)D)?(?:T(?:(\d+(?:[.,]\d+)?)H)?(?:(\d+(?:[.,]\d+)?)M)?(?:(\d+(?:[.,]\d+)?)S)?)?$/

/** Seconds of weeks, days, hours, minutes and seconds. */
const unitSeconds = [604_800, 86_400, 3600, 60, 1]

/** The microseconds of an ISO 8601 duration without months and years; undefined when it is none. */
export function durationMicros(text: string): number | undefined {
  const parts = shape.exec(text.trim())
  if (!parts || /[PT]$/.test(text.trim())) return undefined
  return unitSeconds.reduce((sum, seconds, i) => {
    const amount = Number((parts[i + 1] ?? '0').replace(',', '.'))
    return sum + Math.round(amount * seconds * 1_000_000)
  }, 0)
}
