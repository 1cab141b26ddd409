'use client'

import { Button } from '../ui/button'
import { Notice } from '../ui/notice'
import { errorText } from './error-text'

interface LoadFailedProps {
  /** What did not come, as a sentence. */
  title: string
  error: unknown
  onRetry: () => void
}

/** In the place of what could not be fetched. */
export function LoadFailed({ title, error, onRetry }: LoadFailedProps) {
  return (
    <Notice
      tone="bad"
      title={title}
      actions={
        <Button size="sm" onClick={onRetry}>
          Try again
        </Button>
      }
    >
      {errorText(error)}
    </Notice>
  )
}
