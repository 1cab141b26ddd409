'use client'

import type { EvidenceView, FoundStream } from '@/lib/contracts/imports'
import { Chip } from '../ui/chip'

interface ByModelProps {
  fact: Pick<FoundStream['pages'], 'foundBy' | 'evidence'>
  /** What was found, for whoever hears the page. */
  what: string
  onOpen: (evidence: EvidenceView) => void
}

/** Marks a fact that a model found; opens the place that it points at. */
export function ByModel({ fact, what, onOpen }: ByModelProps) {
  const { foundBy, evidence } = fact
  const [first] = evidence
  if (foundBy === undefined || !first) return null
  return (
    <button
      type="button"
      className="bare by-model"
      title={`Found by model (${foundBy})`}
      aria-label={`${what}: found by model (${foundBy}), show the place`}
      onClick={() => onOpen(first)}
    >
      <Chip tone="acc">model</Chip>
    </button>
  )
}
