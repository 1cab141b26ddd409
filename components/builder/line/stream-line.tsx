'use client'

import { useEffect, useMemo, useRef, useState } from 'react'
import type { StationName } from '@/lib/testread/test-read'
import {
  isUnder,
  useBuilder,
  useManifestSnapshot,
  useResolvedManifest,
  useSelection,
} from '../manifest-context'
import { valueAt } from '../manifest-values'
import { resolvedManifest, resolvePath } from '../references'
import { unreadPlace } from '../saving/unread-places'
import { stationSentence } from '../sentences/station-sentence'
import { stationAt, stations } from '../stations/registry'
import type { StreamPlace } from '../stream-place'
import type { StreamEntry } from '../streams'
import { noInputs, useRunSuggestions } from '../suggestions/use-run-suggestions'
import { EndRow } from './end-row'
import { ledgerOf } from './ledger'
import { StationRow } from './station-row'
import { useLine } from './use-line'
import { useStationActions } from './use-station-actions'

interface StreamLineProps {
  entry: StreamEntry
  place: StreamPlace
}

/** A stream as a line of nine stations, read from top to bottom, with the proof at its end. */
export function StreamLine({ entry, place }: StreamLineProps) {
  const manifest = useResolvedManifest()
  const { open, yaml } = useSelection()
  const line = useLine(entry, place)
  const list = useRef<HTMLOListElement>(null)
  const [tabStop, setTabStop] = useState<StationName>('partitions')
  const problems = useProblemCounts(place)
  const suggestions = useRunSuggestions(entry, noInputs)?.changes ?? []
  const stream = valueAt(manifest, ...place.path)
  const whole = valueAt(manifest, ...entry.path)
  const actionsFor = useStationActions({ list, place, setTabStop })
  const keep = useStable()
  useUnreadAsYaml(entry, place)

  return (
    <>
      <ol className="line" ref={list} aria-label={`Stations of ${entry.title}`}>
        {stations.map(({ name, title }) => (
          <StationRow
            key={name}
            name={name}
            place={place}
            title={title}
            sentence={keep(
              `sentence ${name}`,
              stationSentence(name, stationSubject(name, whole, stream, entry), manifest),
            )}
            ledger={keep(`ledger ${name}`, ledgerOf(name, line.run?.read, stream))}
            look={line.looks[name]}
            isOpen={open.includes(name)}
            isYaml={yaml.includes(name)}
            isTabStop={tabStop === name}
            problems={problems.get(name) ?? 0}
            suggestions={suggestions.filter(({ station }) => station === name).length}
            actions={actionsFor(name)}
          />
        ))}
      </ol>
      <EndRow run={line.run} isStale={line.isStale} />
    </>
  )
}

/** A stream that stands for many says so at its first station; the others speak of its template. */
function stationSubject(station: StationName, whole: unknown, stream: unknown, entry: StreamEntry) {
  return station === 'partitions' && entry.kind === 'dynamic' ? whole : stream
}

/** Gives back what it was given before under a name, while that says the same: rows stay as they are. */
function useStable() {
  const known = useRef(new Map<string, { readonly json: string; readonly value: unknown }>())
  return <Value,>(name: string, value: Value): Value => {
    const json = JSON.stringify(value) ?? ''
    const before = known.current.get(name)
    if (before?.json === json) return before.value as Value
    known.current.set(name, { json, value })
    return value
  }
}

/** What was typed and cannot be read yet has no form: its station shows it as YAML again. */
function useUnreadAsYaml({ name }: StreamEntry, place: StreamPlace) {
  const { document, state } = useBuilder()
  // biome-ignore lint/correctness/useExhaustiveDependencies: another stream may come to this place
  useEffect(() => {
    const stream = valueAt(resolvedManifest(document.getSnapshot().manifest), ...place.path)
    for (const station of stations) {
      const path = [...place.path, ...station.place(stream)]
      if (state.unread(unreadPlace(document, path)) !== undefined)
        state.setStationYaml(station.name, true)
    }
  }, [place, document, state, name])
}

/** How many errors stand under each station. */
function useProblemCounts(place: StreamPlace): ReadonlyMap<StationName, number> {
  const { problems } = useManifestSnapshot()
  const { document } = useBuilder()
  const manifest = useResolvedManifest()
  return useMemo(() => {
    const counts = new Map<StationName, number>()
    const stream = valueAt(manifest, ...place.path)
    const here = resolvePath(document, place.path)
    for (const problem of problems) {
      if (problem.severity !== 'error' || !isUnder(problem.path, here)) continue
      const name = stationAt(stream, problem.path.slice(here.length))
      if (name) counts.set(name, (counts.get(name) ?? 0) + 1)
    }
    return counts
  }, [problems, document, manifest, place])
}
