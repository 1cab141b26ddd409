'use client'

import type { EvidenceView } from '@/lib/contracts/imports'
import { pointerWords } from './fact-words'

interface EvidenceLinkProps {
  evidence: EvidenceView
  /** Whether there is more than one document, so that the name tells something. */
  namesDocument: boolean
  onOpen: (evidence: EvidenceView) => void
}

/** Where a fact comes from; opens the document there. */
export function EvidenceLink({ evidence, namesDocument, onOpen }: EvidenceLinkProps) {
  const { document, pointer } = evidence
  const place = pointerWords(pointer)
  return (
    <button
      type="button"
      className="bare link s12"
      title={`${document} ${pointer}`}
      onClick={() => onOpen(evidence)}
    >
      {namesDocument ? `${document}: ${place}` : place}
    </button>
  )
}
