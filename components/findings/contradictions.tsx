'use client'

import type { EvidenceView } from '@/lib/contracts/imports'
import type { Contradiction } from '@/lib/contracts/model-imports'
import { Notice } from '../ui/notice'
import { EvidenceLink } from './evidence-link'

interface ContradictionsProps {
  contradictions: readonly Contradiction[]
  namesDocument: boolean
  onOpen: (evidence: EvidenceView) => void
}

const namesMax = 3

/** Where the model reads something else than is declared; both places can be opened. */
export function Contradictions({ contradictions, namesDocument, onOpen }: ContradictionsProps) {
  if (contradictions.length === 0) return null
  return (
    <Notice tone="warn" title="The documents say two things">
      <ul className="open-questions">
        {contradictions.map(({ topic, streams, claimed, declared }) => (
          <li key={`${topic} ${claimed.document} ${claimed.pointer} ${declared?.pointer}`}>
            {nameOf(streams)}: the {topic}. Declared at{' '}
            {declared ? (
              <EvidenceLink evidence={declared} namesDocument={namesDocument} onOpen={onOpen} />
            ) : (
              'an unknown place'
            )}
            , and that was kept; told otherwise at{' '}
            <EvidenceLink evidence={claimed} namesDocument={namesDocument} onOpen={onOpen} />
          </li>
        ))}
      </ul>
    </Notice>
  )
}

function nameOf(streams: readonly string[]): string {
  const rest = streams.length - namesMax
  const named = streams.slice(0, namesMax).join(', ')
  return rest > 0 ? `${named} and ${rest} more` : named
}
