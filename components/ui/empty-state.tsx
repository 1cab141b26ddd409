import type { ReactNode } from 'react'

interface EmptyStateProps {
  title: string
  text: ReactNode
  /** A mark above the title. */
  mark?: ReactNode
  /** The way out: a button or two. */
  children?: ReactNode
}

/** Nothing here yet, why, and what to do. */
export function EmptyState({ title, text, mark, children }: EmptyStateProps) {
  return (
    <div className="mid">
      {mark}
      <h2>{title}</h2>
      <p>{text}</p>
      {children && <div className="row g6 wrap justify-center">{children}</div>}
    </div>
  )
}
