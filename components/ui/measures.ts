const english = 'en'

/** `1,284`. */
export const formatCount = (value: number) => value.toLocaleString(english)

/** `1 record`, `238 records`. */
export const countOf = (value: number, one: string, many = `${one}s`) =>
  `${formatCount(value)} ${value === 1 ? one : many}`

/** Bytes as a number and its unit: one decimal below 10, none above. */
export function bytesParts(bytes: number): [amount: string, unit: string] {
  const units = ['B', 'KB', 'MB', 'GB']
  let amount = bytes
  let unit = 0
  while (amount >= 1000 && unit < units.length - 1) {
    amount /= 1000
    unit += 1
  }
  const digits = unit > 0 && amount < 10 ? 1 : 0
  return [
    amount.toLocaleString(english, {
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
    }),
    units[unit] ?? 'B',
  ]
}

/** `184 KB`, `6.1 KB`. */
export const formatBytes = (bytes: number) => bytesParts(bytes).join(' ')

/** `41 ms`, `1.2 s`, `4 min 20 s`. */
export function formatDuration(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`
  if (ms < 60_000) return `${(ms / 1000).toFixed(1)} s`
  const seconds = Math.round(ms / 1000)
  const rest = seconds % 60
  return `${Math.floor(seconds / 60)} min${rest === 0 ? '' : ` ${rest} s`}`
}

const minuteMs = 60_000
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs

/** `just now`, `2 min ago`, `3 h ago`, `yesterday`, `20 Nov`. */
export function formatAgo(moment: string, nowMs: number): string {
  const thenMs = Date.parse(moment)
  const ageMs = nowMs - thenMs
  if (ageMs < minuteMs) return 'just now'
  if (ageMs < hourMs) return `${Math.floor(ageMs / minuteMs)} min ago`
  if (ageMs < dayMs) return `${Math.floor(ageMs / hourMs)} h ago`
  if (ageMs < 2 * dayMs) return 'yesterday'
  return new Date(thenMs).toLocaleDateString('en-GB', { day: 'numeric', month: 'short' })
}
