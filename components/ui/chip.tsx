import type { ReactNode } from 'react'

export type ChipTone = 'plain' | 'ok' | 'warn' | 'bad' | 'acc' | 'line'

interface ChipProps {
  tone?: ChipTone
  isMono?: boolean
  children: ReactNode
}

/** A small remark. Never clickable alone. */
export function Chip({ tone = 'plain', isMono = false, children }: ChipProps) {
  return (
    <span className={`chip${tone === 'plain' ? '' : ` ${tone}`}${isMono ? ' mono' : ''}`}>
      {children}
    </span>
  )
}

/** A value of the manifest inside a sentence; `isInput` marks an input of the connector. */
export function Token({ isInput = false, children }: { isInput?: boolean; children: ReactNode }) {
  return <code className={isInput ? 'tok var' : 'tok'}>{children}</code>
}
