'use client'

import { useState } from 'react'
import { Button } from '../../ui/button'
import { Dialog } from '../../ui/dialog'
import { Notice } from '../../ui/notice'
import { useBuilder } from '../manifest-context'
import { useProblemPlaces } from '../problems/problem-places'
import { type PlaceChange, planUpdate, type UpdatePlan } from './bring-up-to-date'

const shownMax = 100

/** Shows what older ways of writing become, and writes it as one step that undo takes back. */
export function UpdateButton() {
  const { document } = useBuilder()
  const [plan, setPlan] = useState<UpdatePlan>()
  const close = () => setPlan(undefined)
  const apply = () => {
    if (plan?.kind === 'changes') plan.apply(document)
    close()
  }
  return (
    <>
      <Button size="sm" onClick={() => setPlan(planUpdate(document, new Date().toISOString()))}>
        Bring up to date…
      </Button>
      <Dialog
        isOpen={plan !== undefined}
        onClose={close}
        title="Bring up to date"
        size="wide"
        footer={
          <>
            <Button variant="ghost" onClick={close}>
              {plan?.kind === 'changes' ? 'Cancel' : 'Close'}
            </Button>
            <span className="grow" />
            {plan?.kind === 'changes' && (
              <Button variant="primary" onClick={apply}>
                {plan.changes.length === 1
                  ? 'Change 1 place'
                  : `Change ${plan.changes.length} places`}
              </Button>
            )}
          </>
        }
      >
        {plan && <PlanView plan={plan} />}
      </Dialog>
    </>
  )
}

function PlanView({ plan }: { plan: UpdatePlan }) {
  if (plan.kind === 'nothing') return <p className="t2">Everything is written the present way.</p>
  if (plan.kind === 'refused') {
    return (
      <Notice tone="warn" title="Not changed as a whole">
        {plan.why}
      </Notice>
    )
  }
  return (
    <div className="col g12">
      <p className="t2">
        Older fields are written the present way. What the connector reads stays the same; comments
        stay where they are.
      </p>
      {plan.changes.slice(0, shownMax).map((change) => (
        <ChangeView key={String(change.path)} change={change} />
      ))}
      {plan.changes.length > shownMax && (
        <p className="hint">and {plan.changes.length - shownMax} more places</p>
      )}
    </div>
  )
}

function ChangeView({ change }: { change: PlaceChange }) {
  const places = useProblemPlaces()
  const title = places.nameOf({ code: '', severity: 'info', message: '', path: change.path })
  return (
    <section className="card" aria-label={title}>
      <div className="row pad-16">
        <span className="b">{title}</span>
        <code className="s12 t3 cut">{change.path.join('.')}</code>
      </div>
      <div className="yaml">
        <Lines sign="−" className="old" lines={change.before} />
        <Lines sign="+" className="new" lines={change.after} />
      </div>
    </section>
  )
}

interface LinesProps {
  sign: string
  className: string
  lines: readonly string[]
}

function Lines({ sign, className, lines }: LinesProps) {
  return [...lines.entries()].map(([index, line]) => (
    <div key={`${className}-${index}`} className={className}>
      <span>
        {sign} {line}
      </span>
    </div>
  ))
}
