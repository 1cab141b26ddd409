'use client'

import type { StationName } from '@/lib/testread/test-read'
import { SuggestionCard } from '../../testing/suggestion-card'
import { useSelectedStream } from '../use-selected-stream'
import { noInputs, useRunSuggestions } from './use-run-suggestions'

/** What the last run suggests for one station. */
export function StationSuggestions({ station }: { station: StationName }) {
  const suggestions = useRunSuggestions(useSelectedStream(), noInputs)
  const own = suggestions?.changes.filter((change) => change.station === station) ?? []
  if (!suggestions || own.length === 0) return null
  return (
    <div className="suggs" data-cards="">
      {own.map((change) => (
        <SuggestionCard
          key={change.id}
          change={change}
          editing={suggestions.editing}
          onAccept={(accepted) => suggestions.accept([accepted])}
          onReject={() => suggestions.reject(change)}
        />
      ))}
    </div>
  )
}
