import { Fragment } from 'react'

/** A sentence in which what stands between backticks is code. */
export function Prose({ text }: { text: string }) {
  return text.split('`').map((part, index) => {
    // biome-ignore lint/suspicious/noArrayIndexKey: parts of one fixed text
    if (index % 2 === 1) return <code key={index}>{part}</code>
    // biome-ignore lint/suspicious/noArrayIndexKey: parts of one fixed text
    return <Fragment key={index}>{part}</Fragment>
  })
}
