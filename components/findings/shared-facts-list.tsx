'use client'

import type { ReactNode } from 'react'
import type { EvidenceView, FoundStream } from '@/lib/contracts/imports'
import { Chip, Token } from '../ui/chip'
import { Confidence } from '../ui/confidence'
import { countOf } from '../ui/measures'
import { Prose } from '../ui/prose'
import { EvidenceLink } from './evidence-link'
import { pagesSentence } from './fact-words'
import { type SharedFact, sharedFacts } from './shared-facts'

interface SharedFactsListProps {
  /** The streams that will be read. */
  streams: readonly FoundStream[]
  secrets: readonly string[]
  namesDocument: boolean
  onOpen: (evidence: EvidenceView) => void
}

const groupsMax = 4

/** An address, or the input that stands for all of it. */
function BaseUrl({ template }: { template: string }) {
  const input = /^\{(\w+)\}$/.exec(template)?.[1]
  if (input === undefined) return <Token>{template || 'not found'}</Token>
  return (
    <>
      Not said; asked for as <Token isInput>{input}</Token>
    </>
  )
}

/** What the chosen streams have in common, with where it says so. */
export function SharedFactsList(props: SharedFactsListProps) {
  const { streams, secrets } = props
  return (
    <ul className="facts" aria-label="Facts">
      {sharedFacts(streams, 'baseUrl')
        .slice(0, groupsMax)
        .map((fact) => (
          <FactCard key={fact.value} title="Base URL" fact={fact} {...props}>
            <BaseUrl template={fact.value} />
          </FactCard>
        ))}
      {sharedFacts(streams, 'authentication')
        .slice(0, groupsMax)
        .map((fact) => (
          <FactCard key={fact.value.join()} title="Sign-in" fact={fact} {...props}>
            {fact.value.length > 0 ? fact.value.join(', or ') : 'None is described'}
          </FactCard>
        ))}
      {sharedFacts(streams, 'pages')
        .slice(0, groupsMax)
        .map((fact) => (
          <FactCard key={JSON.stringify(fact)} title="Pages" fact={fact} {...props}>
            {fact.confidence === 'unknown' ? (
              'Nothing says how pages are turned'
            ) : (
              <Prose text={pagesSentence(fact.value)} />
            )}
          </FactCard>
        ))}
      {secrets.length > 0 && (
        <li className="fact">
          <span className="s12 t3">Secrets found</span>
          <p className="fv">
            {secrets.map((name) => (
              <Token key={name} isInput>
                {name}
              </Token>
            ))}
          </p>
          <p className="s12 t2">They are kept encrypted, and never in the manifest.</p>
        </li>
      )}
    </ul>
  )
}

interface FactCardProps extends SharedFactsListProps {
  title: string
  fact: SharedFact
  children: ReactNode
}

function FactCard({ title, fact, streams, namesDocument, onOpen, children }: FactCardProps) {
  const { confidence, evidence, streamCount, foundBy } = fact
  const [first] = evidence
  return (
    <li className="fact">
      <div className="row">
        <span className="s12 t3">{title}</span>
        <span className="end">
          {confidence === 'unknown' ? (
            <Chip tone="warn">Unknown</Chip>
          ) : (
            <Confidence level={confidence} />
          )}
        </span>
      </div>
      <p className="fv">{children}</p>
      {first && first.quote !== fact.value && (
        <p className="s12 t2 cut-2">
          “<Prose text={first.quote} />”
        </p>
      )}
      <p className="row g6 wrap s12 t2">
        {streamCount < streams.length && (
          <span>
            {streamCount} of {countOf(streams.length, 'stream')}
          </span>
        )}
        {evidence.map((each) => (
          <EvidenceLink
            key={`${each.document} ${each.pointer}`}
            evidence={each}
            namesDocument={namesDocument}
            onOpen={onOpen}
          />
        ))}
        {foundBy !== undefined && <span className="t3">Found by model ({foundBy})</span>}
      </p>
    </li>
  )
}
