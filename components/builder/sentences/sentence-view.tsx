'use client'

import type { MouseEvent } from 'react'
import type { ManifestPath } from '@/lib/engine/path'
import type { Part, Sentence } from './sentence'

interface SentenceViewProps {
  sentence: Sentence
  /** A chip was clicked; its place is relative to the stream. */
  onChip?: (at: ManifestPath) => void
  /** The pointer is on a chip, or left it. */
  onHover?: (at: ManifestPath | undefined) => void
}

/** A sentence with its chips. The whole sentence is a button already; chips only aim its click. */
export function SentenceView({ sentence, onChip, onHover }: SentenceViewProps) {
  return (
    <p className="sent">
      {keyed(sentence).map(([key, part]) => (
        <PartView
          key={key}
          part={part}
          {...(onChip && part.at && { onClick: () => part.at && onChip(part.at) })}
          {...(onHover &&
            part.at && { onHover: (isOver) => onHover(isOver ? part.at : undefined) })}
        />
      ))}
    </p>
  )
}

/** Parts have no identity but their place in the sentence. */
function keyed(sentence: Sentence): [string, Part][] {
  return sentence.map((part, index) => [`${index}:${part.text}`, part])
}

interface PartViewProps {
  part: Part
  onClick?: () => void
  onHover?: (isOver: boolean) => void
}

function PartView({ part, onClick, onHover }: PartViewProps) {
  if (part.kind === 'text') return part.text
  const handlers = {
    ...(onClick && {
      onClick: (event: MouseEvent) => {
        event.stopPropagation()
        onClick()
      },
    }),
    ...(onHover && {
      onMouseEnter: () => onHover(true),
      onMouseLeave: () => onHover(false),
    }),
  }
  if (part.kind === 'missing') {
    return (
      <span className="c-bad" {...handlers}>
        {part.text}
      </span>
    )
  }
  return (
    <code className={part.kind === 'input' ? 'tok var' : 'tok'} {...handlers}>
      {part.text}
    </code>
  )
}
