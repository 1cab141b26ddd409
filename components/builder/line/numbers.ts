/** `12345` → `12,345`. */
export function countText(count: number): string {
  return count.toLocaleString('en-US')
}

/** `1 page`, `3 pages`. */
export function counted(count: number, noun: string, plural = `${noun}s`): string {
  return `${countText(count)} ${count === 1 ? noun : plural}`
}

/** Bytes with one decimal from 10 KB down: `840 B`, `9.6 KB`, `184 KB`, `38.2 MB`. */
export function bytesText(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`
  const thousands = bytes / 1000
  if (thousands < 1000) return `${thousands < 10 ? thousands.toFixed(1) : Math.round(thousands)} KB`
  return `${(thousands / 1000).toFixed(1)} MB`
}

/** `41 ms`, `1.2 s`, `4 min 20 s`. */
export function durationText(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`
  const seconds = ms / 1000
  if (seconds < 60) return `${seconds.toFixed(1)} s`
  const minutes = Math.floor(seconds / 60)
  const rest = Math.round(seconds % 60)
  return rest === 0 ? `${minutes} min` : `${minutes} min ${rest} s`
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const isoMoment = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}:\d{2}))?/

/** A date of a record, as it says itself: `24 Nov 12:01`; other values as they are. */
export function momentText(value: string): string {
  const match = isoMoment.exec(value)
  const month = months[Number(match?.[2]) - 1]
  if (match === null || month === undefined) return value
  const day = `${Number(match[3])} ${month}`
  if (match[4] !== undefined) return `${day} ${match[4]}`
  return `${day} ${match[1]}`
}

/** How long ago: `just now`, `2 min ago`, `1 h ago`, `yesterday`, `6 days ago`. */
export function agoText(moment: string, now: number): string {
  const minutes = Math.floor((now - Date.parse(moment)) / 60_000)
  if (!Number.isFinite(minutes)) return ''
  if (minutes < 1) return 'just now'
  if (minutes < 60) return `${minutes} min ago`
  const hours = Math.floor(minutes / 60)
  if (hours < 24) return `${hours} h ago`
  const days = Math.floor(hours / 24)
  return days === 1 ? 'yesterday' : `${days} days ago`
}
