'use client'

import { useState } from 'react'
import { Button } from '../ui/button'
import { Prose } from '../ui/prose'
import { AskModel } from './ask-model'
import type { ExplainedFailure, PanelSuggestions } from './panel-suggestions'
import { stationTitles } from './station-titles'
import { SuggestionCard } from './suggestion-card'
import type { PanelActions } from './test-panel'
import type { RunControl } from './use-run-control'

interface ExplainedFailureCardProps {
  projectId: string
  suggestions: PanelSuggestions | undefined
  control: RunControl
  actions: PanelActions
  onShowCall: (call: number) => void
}

/** The likely cause of a failed call: rules have the first word, a model the second. */
export function ExplainedFailureCard(props: ExplainedFailureCardProps) {
  const { projectId, suggestions, control } = props
  const [byModel, setByModel] = useState<{ run: unknown; explanation: ExplainedFailure }>()
  if (!suggestions) return null
  const { explanation, unexplained } = suggestions
  const second = byModel && byModel.run === control.run ? byModel.explanation : undefined
  const shown = explanation ?? second
  if (shown) {
    const over = () => setByModel(undefined)
    return <LikelyCause {...props} suggestions={suggestions} explanation={shown} onOver={over} />
  }
  if (!unexplained) return null
  return (
    <AskModel
      projectId={projectId}
      failure={unexplained}
      onExplained={(found) => setByModel({ run: control.run, explanation: found })}
    />
  )
}

type LikelyCauseProps = ExplainedFailureCardProps & {
  suggestions: PanelSuggestions
  explanation: ExplainedFailure
  /** Its change was accepted or rejected. */
  onOver: () => void
}

/** A cause, and one click that mends it or leads to where it is mended. */
function LikelyCause(props: LikelyCauseProps) {
  const { suggestions, explanation, control, actions, onShowCall, onOver } = props
  const { cause, change, look, foundBy } = explanation
  return (
    <section className="explained" aria-label="Likely cause">
      <p>
        <span className="b">Likely cause: </span>
        <Prose text={cause} />
        {foundBy !== undefined && <span className="s12 t3"> Found by model ({foundBy})</span>}
      </p>
      {change && (
        <SuggestionCard
          change={change}
          editing={suggestions.editing}
          onAccept={(accepted) => {
            suggestions.accept([accepted])
            onOver()
          }}
          onReject={() => {
            suggestions.reject(change)
            onOver()
          }}
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
