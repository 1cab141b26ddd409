'use client'

import { Button } from '../ui/button'
import { Prose } from '../ui/prose'
import type { PanelSuggestions } from './panel-suggestions'
import { stationTitles } from './station-titles'
import { SuggestionCard } from './suggestion-card'
import type { PanelActions } from './test-panel'
import type { RunControl } from './use-run-control'

interface ExplainedFailureCardProps {
  suggestions: PanelSuggestions | undefined
  control: RunControl
  actions: PanelActions
  onShowCall: (call: number) => void
}

/** The likely cause of a failed call, and one click that mends it or leads to where it is mended. */
export function ExplainedFailureCard(props: ExplainedFailureCardProps) {
  const { suggestions, control, actions, onShowCall } = props
  const explanation = suggestions?.explanation
  if (!suggestions || !explanation) return null
  const { cause, change, look } = explanation
  return (
    <section className="explained" aria-label="Likely cause">
      <p>
        <span className="b">Likely cause: </span>
        <Prose text={cause} />
      </p>
      {change && (
        <SuggestionCard
          change={change}
          editing={suggestions.editing}
          onAccept={(accepted) => suggestions.accept([accepted])}
          onReject={() => suggestions.reject(change)}
          onTest={(tested) => control.tryOut(suggestions.withChanges([tested]))}
          onShowCall={onShowCall}
        />
      )}
      {look === 'inputs' && actions.openInputs && (
        <Button size="sm" onClick={actions.openInputs}>
          Open inputs
        </Button>
      )}
      {look !== undefined && look !== 'inputs' && (
        <Button size="sm" onClick={() => actions.openStation(look)}>
          Open {stationTitles[look]}
        </Button>
      )}
    </section>
  )
}
