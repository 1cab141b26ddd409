'use client'

import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'

interface ErrorProps {
  error: Error & { digest?: string }
  reset: () => void
}

export default function PageError({ error, reset }: ErrorProps) {
  const details = error.digest ? `${error.message} (${error.digest})` : error.message
  return (
    <main className="lone">
      <EmptyState
        title="Plumbline failed here"
        text="Your draft is saved. Copy the details into a report."
      >
        <Button variant="primary" onClick={reset}>
          Try again
        </Button>
        <Button onClick={() => void navigator.clipboard.writeText(details)}>Copy details</Button>
      </EmptyState>
    </main>
  )
}
