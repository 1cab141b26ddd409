'use client'

import { Button } from '../ui/button'
import { countOf } from '../ui/measures'
import { Notice } from '../ui/notice'
import { factsByModel, type ModelReading } from './model-reading'

interface ReadingOutcomeProps {
  reading: ModelReading
  /** Absent while no model is chosen. */
  onAgain: (() => void) | undefined
}

/** What came of a reading; whatever failed, what the rules found stays. */
export function ReadingOutcome({ reading, onAgain }: ReadingOutcomeProps) {
  const { model, status, outcome, failure, notes, refused, streams } = reading
  const isWhole = status === 'done' && outcome === 'complete'
  const found = factsByModel(streams)
  // Some failures say themselves what stays.
  const isSaid = /what the rules found is kept/i.test(failure ?? '')
  const words = [...new Set([...(failure && !isWhole ? [failure] : []), ...notes])]
  return (
    <Notice
      tone={isWhole ? 'plain' : 'warn'}
      title={titleOf(reading, found)}
      actions={
        !isWhole &&
        onAgain && (
          <Button size="sm" onClick={onAgain}>
            Ask again
          </Button>
        )
      }
    >
      {words
        // The notices of a failed reading repeat its failure.
        .filter((word) => word === failure || failure === undefined || !word.includes(failure))
        .map((word) => (
          <p key={word}>{word}</p>
        ))}
      {refused > 0 && (
        <p>
          {countOf(refused, 'statement')} of {model} could not be confirmed in the documents and{' '}
          {refused === 1 ? 'was' : 'were'} left out.
        </p>
      )}
      {!isWhole && found === 0 && !isSaid && <p>What the rules found is kept.</p>}
    </Notice>
  )
}

function titleOf({ model, status, outcome, prompts }: ModelReading, found: number): string {
  const added = found === 0 ? 'nothing more' : countOf(found, 'fact')
  if (status === 'cancelled') return `Cancelled. ${model} had found ${added}`
  if (status === 'failed' || outcome === 'offline') return `${model} found nothing`
  if (outcome === 'partial') return `${model} did not answer everything, and found ${added}`
  return prompts.length === 0 ? `There was nothing to ask ${model}` : `${model} found ${added}`
}
