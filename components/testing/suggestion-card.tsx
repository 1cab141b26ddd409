'use client'

import { Lightbulb, Play } from 'lucide-react'
import type { Evidence } from '@/lib/importers/facts'
import { Button } from '../ui/button'
import { Chip } from '../ui/chip'
import { Confidence } from '../ui/confidence'
import { countOf } from '../ui/measures'
import type { SuggestedChange } from './panel-suggestions'
import { stationTitles } from './station-titles'

interface SuggestionCardProps {
  change: SuggestedChange
  onAccept: () => void
  onReject: () => void
  /** Absent where nothing can be run from. */
  onTest?: (() => void) | undefined
  onShowCall?: ((call: number) => void) | undefined
}

/** A change that the run speaks for: what it would be, why we think so, and what to do with it. */
export function SuggestionCard(props: SuggestionCardProps) {
  const { change, onAccept, onReject, onTest, onShowCall } = props
  const { suggestion, station, before, after, streamCount } = change
  const { title, confidence, evidence } = suggestion
  return (
    <article className="sugg" aria-label={title}>
      <header>
        <Lightbulb className="i s" aria-hidden="true" />
        <span className="grow">
          {stationTitles[station]}: {title}
        </span>
        <Confidence level={confidence} />
      </header>
      <div className="in2">
        <p className="s12">
          <del className="del">{before}</del> <span aria-hidden="true">→</span>{' '}
          <ins className="add">{after}</ins>
        </p>
        {evidence.map((each) => (
          <EvidenceLine
            key={`${each.document} ${each.pointer}`}
            evidence={each}
            onShowCall={onShowCall}
          />
        ))}
      </div>
      <footer>
        {onTest && (
          <Button variant="primary" size="sm" icon={<Play className="i s" />} onClick={onTest}>
            Test it
          </Button>
        )}
        <Button size="sm" onClick={onAccept}>
          Accept
        </Button>
        <Button variant="ghost" size="sm" onClick={onReject}>
          Reject
        </Button>
        <span className="grow" />
        {streamCount > 1 && <Chip>changes {countOf(streamCount, 'stream')}</Chip>}
        <span className="s12 t3">Found by rules</span>
      </footer>
    </article>
  )
}

function EvidenceLine({
  evidence,
  onShowCall,
}: {
  evidence: Evidence
  onShowCall: ((call: number) => void) | undefined
}) {
  const { document, pointer, quote } = evidence
  const call = /^call (\d+)$/.exec(document)?.[1]
  const place = `${document}, ${pointer.replace(/^\//, '').replaceAll('/', '.')}`
  return (
    <p className="quote">
      {quote}{' '}
      {call && onShowCall ? (
        <button type="button" className="bare link" onClick={() => onShowCall(Number(call))}>
          {place}
        </button>
      ) : (
        <span className="t3">{place}</span>
      )}
    </p>
  )
}
