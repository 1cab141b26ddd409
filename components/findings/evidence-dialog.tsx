'use client'

import { useEffect, useMemo, useRef } from 'react'
import type { EvidenceView } from '@/lib/contracts/imports'
import { Dialog } from '../ui/dialog'
import { placeOfEvidence } from './evidence-place'

interface EvidenceDialogProps {
  evidence: EvidenceView
  text: string
  onClose: () => void
}

/** Lines that are drawn around the place; a document may have a hundred thousand. */
const linesAround = 200

/** The document, opened where it says something. */
export function EvidenceDialog({ evidence, text, onClose }: EvidenceDialogProps) {
  const { document, pointer, quote } = evidence
  const place = useMemo(() => placeOfEvidence(text, pointer), [text, pointer])
  const marked = useRef<HTMLLIElement>(null)
  useEffect(() => marked.current?.scrollIntoView({ block: 'center' }), [])
  const { lines, first = 1, last = 0, isReformatted } = place
  const from = Math.max(1, first - linesAround)
  const shown = lines.slice(from - 1, first + linesAround)
  return (
    <Dialog
      isOpen
      size="wide"
      inside="flush"
      title={document}
      aside={
        <span className="s12 t3">
          {place.first === undefined ? 'The place was not found' : `Line ${first}`}
          {isReformatted && ', shown with line breaks'}
        </span>
      }
      onClose={onClose}
    >
      <p className="evidence-quote s12 t2">
        <span className="quote">{quote}</span>
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the text has to scroll by keyboard */}
      <div className="evidence-text" tabIndex={0} role="region" aria-label={`Text of ${document}`}>
        <ol start={from}>
          {shown.map((line, index) => {
            const number = from + index
            const isMarked = number >= first && number <= last
            return (
              <li
                key={number}
                ref={number === first ? marked : undefined}
                aria-current={number === first && isMarked ? 'location' : undefined}
                className={isMarked ? 'on' : undefined}
              >
                <span aria-hidden="true" className="nr">
                  {number}
                </span>
                <code>{line}</code>
              </li>
            )
          })}
        </ol>
      </div>
    </Dialog>
  )
}
