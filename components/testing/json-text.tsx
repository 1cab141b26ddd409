import { type ReactNode, useMemo } from 'react'
import type { Json } from '@/lib/engine/values/value'
import { prettyJson } from './pretty-json'

const colouredMax = 100_000

/** Pretty JSON in the colours of code. Very long text stays plain. */
export function JsonText({ value }: { value: Json }) {
  const parts = useMemo(() => coloured(prettyJson(value)), [value])
  return <pre className="json-text">{parts}</pre>
}

const token = /("(?:[^"\\]|\\.)*")(\s*:)?|(-?\d[\d.eE+-]*)|\b(true|false|null)\b/g

function coloured(text: string): ReactNode[] | string {
  if (text.length > colouredMax) return text
  const parts: ReactNode[] = []
  let end = 0
  for (const match of text.matchAll(token)) {
    const [whole, string, colon, number] = match
    const start = match.index
    if (start > end) parts.push(text.slice(end, start))
    end = start + whole.length
    const className = string ? (colon ? 'k' : 'str') : number ? 'nm2' : 'nul'
    parts.push(
      <span key={start} className={className}>
        {string ?? whole}
      </span>,
    )
    if (colon) parts.push(colon)
  }
  parts.push(text.slice(end))
  return parts
}
