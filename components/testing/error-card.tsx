'use client'

import { Copy } from 'lucide-react'
import type { ReactNode } from 'react'
import { useGrantPermission } from '@/lib/client/queries/permissions'
import type { Blame } from '@/lib/engine/errors'
import { Button } from '../ui/button'
import { Notice } from '../ui/notice'
import { Prose } from '../ui/prose'
import { type Failure, failureOf, targetOf } from './failure'
import type { StreamRun } from './run-store'

interface ErrorCardProps {
  projectId: string
  run: StreamRun
  onRunAgain: () => void
  onShowCall: (call: number) => void
  onOpenInputs?: () => void
  /** What a rule makes of it, with the ways out. */
  explanation?: ReactNode
}

/** What happened, why we think so, whose fault it is, what to do. Nothing when a run went well. */
export function ErrorCard(props: ErrorCardProps) {
  const { run, onShowCall } = props
  const failure = failureOf(run)
  if (!failure) return null
  const { call } = failure
  return (
    <div className="fault-card">
      <Notice
        tone="bad"
        title={<Prose text={failure.title} />}
        actions={<Fixes {...props} failure={failure} />}
      >
        {failure.detail && <p>{failure.detail}</p>}
        {failure.answer !== undefined && (
          <details className="fold">
            <summary>The whole answer</summary>
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: long text has to scroll by keyboard */}
            <pre className="answer" tabIndex={0}>
              {failure.answer}
            </pre>
          </details>
        )}
        {failure.place && (
          <p>
            At <code>{failure.place}</code>
          </p>
        )}
        {call !== undefined && (
          <p>
            <button type="button" className="bare link" onClick={() => onShowCall(call)}>
              Show call {call}
            </button>
          </p>
        )}
      </Notice>
      {props.explanation}
      <WhoseFault blame={failure.blame} />
    </div>
  )
}

function Fixes(props: ErrorCardProps & { failure: Failure }): ReactNode {
  const { projectId, run, failure, onRunAgain, onOpenInputs } = props
  const target = targetOf(run, failure)
  return (
    <>
      {target && <AllowButton projectId={projectId} target={target} onAllowed={onRunAgain} />}
      {!target && failure.blame === 'config' && onOpenInputs && (
        <Button size="sm" onClick={onOpenInputs}>
          Open inputs
        </Button>
      )}
      {!target && (
        <Button size="sm" onClick={onRunAgain}>
          Run again
        </Button>
      )}
      <Button
        variant="ghost"
        size="sm"
        icon={<Copy className="i s" />}
        onClick={() => void navigator.clipboard.writeText(failure.report)}
      >
        Copy details
      </Button>
    </>
  )
}

interface AllowButtonProps {
  projectId: string
  target: { readonly host: string; readonly port: number }
  onAllowed: () => void
}

/** One click lets this project call an address inside the network, and runs again. */
function AllowButton({ projectId, target, onAllowed }: AllowButtonProps) {
  const grant = useGrantPermission(projectId)
  return (
    <>
      <Button
        size="sm"
        isBusy={grant.isPending}
        onClick={() => grant.mutate(target, { onSuccess: onAllowed })}
      >
        Allow {target.host}:{target.port} and run
      </Button>
      {grant.error && <span className="c-bad">{grant.error.message}</span>}
    </>
  )
}

const parties: readonly (readonly [Blame, string])[] = [
  ['manifest', 'Manifest'],
  ['config', 'Connection'],
  ['api', 'API'],
  ['engine', 'Plumbline'],
]

function WhoseFault({ blame }: { blame: Blame }) {
  return (
    <ul className="fault" aria-label="Whose fault">
      <li aria-hidden="true">Whose fault</li>
      {parties.map(([party, label]) => (
        <li key={party} className={party === blame ? 'on' : ''} aria-hidden={party !== blame}>
          <span className="dot" aria-hidden="true" />
          {label}
        </li>
      ))}
    </ul>
  )
}
