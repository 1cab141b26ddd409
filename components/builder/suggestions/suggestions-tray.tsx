'use client'

import { Lightbulb } from 'lucide-react'
import { useState } from 'react'
import type { SuggestedChange } from '../../testing/panel-suggestions'
import { SuggestionCard } from '../../testing/suggestion-card'
import { Button } from '../../ui/button'
import { buttonClass } from '../../ui/button-class'
import { Dialog } from '../../ui/dialog'
import { EmptyState } from '../../ui/empty-state'
import { Tooltip } from '../../ui/tooltip'
import { useBuilder } from '../manifest-context'
import { titleOf } from '../manifest-values'
import { suggestionEditing } from './edited-change'
import { applyChanges } from './suggested-changes'
import { suggestionStoreOf } from './suggestion-store'
import { useAllSuggestions } from './use-all-suggestions'

/** Opens what the runs of all streams suggest. Nothing while there is nothing. */
export function SuggestionsButton() {
  const changes = useAllSuggestions()
  const [isOpen, setOpen] = useState(false)
  if (changes.length === 0 && !isOpen) return null
  return (
    <>
      <Tooltip text={`Suggestions ${changes.length}`} side="right">
        <button
          type="button"
          className={buttonClass({ size: 'sm' }, 'sugg-btn')}
          aria-label={`Suggestions ${changes.length}`}
          onClick={() => setOpen(true)}
        >
          <Lightbulb className="i s" />
          <span className="words">Suggestions</span>
          <span className="n">{changes.length.toLocaleString('en')}</span>
        </button>
      </Tooltip>
      {isOpen && <SuggestionsTray changes={changes} onClose={() => setOpen(false)} />}
    </>
  )
}

interface SuggestionsTrayProps {
  changes: readonly SuggestedChange[]
  onClose: () => void
}

function SuggestionsTray({ changes, onClose }: SuggestionsTrayProps) {
  const { projectId, document } = useBuilder()
  const certain = changes.filter(({ suggestion }) => suggestion.confidence === 'certain')
  const streams = [...new Set(changes.map(({ stream }) => stream))]
  return (
    <Dialog
      isOpen
      size="wide"
      title="Suggestions"
      aside={<span className="s12 t3">{countsOf(changes)}</span>}
      footer={
        <>
          <span className="s12 t3 grow">One undo step each</span>
          <Button
            variant="primary"
            disabledReason={certain.length === 0 ? 'None of them is certain' : undefined}
            onClick={() => applyChanges(document, certain)}
          >
            Accept all certain ({certain.length})
          </Button>
        </>
      }
      onClose={onClose}
    >
      {changes.length === 0 && <EmptyState title="All done" text="No suggestion is left." />}
      <div data-cards="">
        {streams.map((stream) => (
          <section key={stream} aria-label={titleOf(stream)}>
            <h3 className="hx">{titleOf(stream)}</h3>
            <div className="suggs">
              {changes
                .filter((change) => change.stream === stream)
                .map((change) => (
                  <SuggestionCard
                    key={change.id}
                    change={change}
                    editing={suggestionEditing(document)}
                    onAccept={(accepted) => applyChanges(document, [accepted])}
                    onReject={() => suggestionStoreOf(projectId).reject(change)}
                  />
                ))}
            </div>
          </section>
        ))}
      </div>
    </Dialog>
  )
}

function countsOf(changes: readonly SuggestedChange[]): string {
  return (['certain', 'likely', 'guess'] as const)
    .map((level) => {
      const count = changes.filter(({ suggestion }) => suggestion.confidence === level).length
      return count === 0 ? '' : `${count} ${level}`
    })
    .filter((part) => part !== '')
    .join(' · ')
}
