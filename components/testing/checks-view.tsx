'use client'

import { Check as CheckMark, Minus, X } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import type { Check, StationName } from '@/lib/testread/test-read'
import { EmptyState } from '../ui/empty-state'
import { countOf } from '../ui/measures'
import { Prose } from '../ui/prose'
import { ProofCard } from './proof-card'
import type { StreamRun } from './run-store'
import { stationTitles } from './station-titles'

interface ChecksViewProps {
  run: StreamRun
  onReadToEnd: () => void
  onShowCall: (call: number) => void
  onOpenStation: (station: StationName) => void
  /** Below the reasons: what would fix it. */
  footer?: ReactNode
}

/** What the run proved and why: failed reasons first, passed ones folded. */
export function ChecksView(props: ChecksViewProps) {
  const { run, onReadToEnd, onShowCall, onOpenStation, footer } = props
  const { proof, read } = run
  const [showsPassed, setShowsPassed] = useState(false)
  if (!proof) {
    if (read.status === 'running') {
      return <EmptyState title="Reading" text="The checks are made when the read has ended." />
    }
    const text = 'The run failed before there was anything to judge.'
    return <EmptyState title="No checks" text={text} />
  }
  const open = proof.checks.filter((check) => check.outcome !== 'passed')
  const passed = proof.checks.filter((check) => check.outcome === 'passed')
  const isFolded = open.length > 0 && !showsPassed
  const row = (check: Check) => (
    <CheckRow
      key={`${check.id}:${check.text}`}
      check={check}
      onShowCall={onShowCall}
      onOpenStation={onOpenStation}
    />
  )
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: the reasons have to scroll by keyboard
    <div className="scroll pad-l" tabIndex={0} role="region" aria-label="Checks">
      {read.status !== 'failed' && (
        <ProofCard read={read} proof={proof} onReadToEnd={onReadToEnd} />
      )}
      {proof.checks.length > 0 && (
        <>
          <h3 className="hx">Why we think so</h3>
          <ul className="card clip">
            {open.map(row)}
            {isFolded && passed.length > 0 && (
              <li className="chk ok">
                <Mark outcome="passed" />
                <span className="b grow">{countOf(passed.length, 'check')} passed</span>
                <button
                  type="button"
                  className="bare link s12"
                  onClick={() => setShowsPassed(true)}
                >
                  Show
                </button>
              </li>
            )}
            {!isFolded && passed.map(row)}
          </ul>
        </>
      )}
      {footer}
    </div>
  )
}

interface CheckRowProps {
  check: Check
  onShowCall: (call: number) => void
  onOpenStation: (station: StationName) => void
}

const linkedCallsMax = 3
const classes = { passed: 'chk ok', warning: 'chk warn', failed: 'chk bad' } as const
const words = { passed: 'Passed', warning: 'Needs a look', failed: 'Failed' } as const

function CheckRow({ check, onShowCall, onOpenStation }: CheckRowProps) {
  const { outcome, station, title, text, calls } = check
  return (
    <li className={classes[outcome]}>
      <Mark outcome={outcome} />
      <div className="grow">
        <div className="b">{title}</div>
        <p className="s12 t2 chk-text">
          <Prose text={text} />
        </p>
        <button type="button" className="bare link s12" onClick={() => onOpenStation(station)}>
          {stationTitles[station]}
        </button>
      </div>
      <span className="row g6 s12 nowrap">
        {calls.slice(0, linkedCallsMax).map((call) => (
          <button key={call} type="button" className="bare link" onClick={() => onShowCall(call)}>
            Call {call}
          </button>
        ))}
        {calls.length > linkedCallsMax && (
          <span className="t3">+{calls.length - linkedCallsMax}</span>
        )}
      </span>
    </li>
  )
}

function Mark({ outcome }: { outcome: Check['outcome'] }) {
  return (
    <span className="ck">
      {outcome === 'failed' && <X className="i s" aria-hidden="true" />}
      {outcome === 'warning' && <Minus className="i s" aria-hidden="true" />}
      {outcome === 'passed' && <CheckMark className="i s" aria-hidden="true" />}
      <span className="sr">{words[outcome]}: </span>
    </span>
  )
}
