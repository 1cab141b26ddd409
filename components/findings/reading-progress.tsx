'use client'

import { Button } from '../ui/button'
import { countOf, formatCount } from '../ui/measures'
import { Spinner } from '../ui/spinner'
import type { ModelReading } from './model-reading'

interface ReadingProgressProps {
  reading: ModelReading
  onCancel: () => void
}

const shownMax = 4

/** How far the model is: what it is asked now, and how much it has said. */
export function ReadingProgress({ reading, onCancel }: ReadingProgressProps) {
  const { model, questions } = reading
  const over = questions.filter(({ state }) => state === 'answered' || state === 'failed').length
  const open = questions.filter(({ state }) => state === 'asked')
  return (
    <>
      <p className="row g6" role="status">
        <Spinner />
        <span>
          {questions.length === 0
            ? `Preparing questions to ${model}`
            : `Asking ${model}: ${over} of ${countOf(questions.length, 'question')} answered`}
        </span>
      </p>
      <ul className="asked s12 t2">
        {open.slice(0, shownMax).map(({ number, title, characters }) => (
          <li key={number}>
            {title}
            <span className="t3">
              {characters === 0 ? ' · waiting' : ` · ${formatCount(characters)} characters`}
            </span>
          </li>
        ))}
      </ul>
      <Button size="sm" onClick={onCancel}>
        Cancel
      </Button>
    </>
  )
}
