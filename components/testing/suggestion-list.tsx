'use client'

import { FlaskConical } from 'lucide-react'
import { Button } from '../ui/button'
import { Notice } from '../ui/notice'
import type { PanelSuggestions } from './panel-suggestions'
import { SuggestionCard } from './suggestion-card'
import type { RunControl } from './use-run-control'

interface SuggestionListProps {
  /** Everything was read: nothing needs mending. */
  isProved: boolean
  suggestions: PanelSuggestions
  control: RunControl
  onShowCall: (call: number) => void
}

/** What would fix what the checks found, or what the run shows besides. */
export function SuggestionList(props: SuggestionListProps) {
  const { isProved, suggestions, control, onShowCall } = props
  const { changes, editing, accept, reject, withChanges } = suggestions
  if (changes.length === 0) return null
  const title = isProved ? 'What the run shows besides' : 'What would fix it'
  return (
    <section aria-label={title} data-cards="">
      <h3 className="hx">{title}</h3>
      <div className="suggs">
        {changes.map((change) => (
          <SuggestionCard
            key={change.id}
            change={change}
            editing={editing}
            onAccept={(accepted) => accept([accepted])}
            onReject={() => reject(change)}
            onTest={(tested) => control.tryOut(withChanges([tested]))}
            onShowCall={onShowCall}
          />
        ))}
      </div>
    </section>
  )
}

/** Says that a run was made with changes that are not in the draft, and takes them over. */
export function TrialNotice({ suggestions }: { suggestions: PanelSuggestions | undefined }) {
  const trial = suggestions?.trial ?? []
  if (!suggestions || trial.length === 0) return null
  const what = trial.map(({ suggestion }) => suggestion.title).join(', ')
  return (
    <div className="fault-card">
      <Notice
        tone="acc"
        icon={<FlaskConical className="i" />}
        title={`Tested with: ${what}`}
        actions={
          <>
            <Button size="sm" onClick={() => suggestions.accept(trial)}>
              Accept
            </Button>
            <Button
              variant="ghost"
              size="sm"
              onClick={() => {
                for (const change of trial) suggestions.reject(change)
              }}
            >
              Reject
            </Button>
          </>
        }
      >
        It is not in the draft yet.
      </Notice>
    </div>
  )
}
