'use client'

import { type KeyboardEvent, useMemo, useRef, useState } from 'react'
import type { ManifestPath } from '@/lib/engine/path'
import type { StationName } from '@/lib/testread/test-read'
import { NodeYaml } from '../fields/node-yaml'
import { SharedNotice } from '../fields/shared-notice'
import {
  isUnder,
  useBuilder,
  useManifestSnapshot,
  useResolvedManifest,
  useSelection,
} from '../manifest-context'
import { valueAt } from '../manifest-values'
import { resolvePath } from '../references'
import { stationSentence } from '../sentences/station-sentence'
import { type StationDefinition, stationAt, stations } from '../stations/registry'
import type { StreamPlace } from '../stream-place'
import type { StreamEntry } from '../streams'
import { EndRow } from './end-row'
import { ledgerOf } from './ledger'
import { type StationActions, StationRow } from './station-row'
import { useLine } from './use-line'

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
  const stream = valueAt(manifest, ...place.path)
  const whole = valueAt(manifest, ...entry.path)
  const actionsFor = useStationActions({ list, place, setTabStop })

  return (
    <>
      <ol className="line" ref={list} aria-label={`Stations of ${entry.title}`}>
        {stations.map((station) => (
          <StationRow
            key={station.name}
            title={station.title}
            sentence={stationSentence(
              station.name,
              stationSubject(station, whole, stream, entry),
              manifest,
            )}
            ledger={ledgerOf(station.name, line.run?.read, stream)}
            look={line.looks[station.name]}
            isOpen={open.includes(station.name)}
            isYaml={yaml.includes(station.name)}
            isTabStop={tabStop === station.name}
            problems={problems.get(station.name) ?? 0}
            actions={actionsFor(station)}
          >
            <StationBody station={station} place={place} isYaml={yaml.includes(station.name)} />
          </StationRow>
        ))}
      </ol>
      <EndRow run={line.run} isStale={line.isStale} />
    </>
  )
}

/** A stream that stands for many says so at its first station; the others speak of its template. */
function stationSubject(
  station: StationDefinition,
  whole: unknown,
  stream: unknown,
  entry: StreamEntry,
) {
  return station.name === 'partitions' && entry.kind === 'dynamic' ? whole : stream
}

interface StationBodyProps {
  station: StationDefinition
  place: StreamPlace
  isYaml: boolean
}

function StationBody({ station, place, isYaml }: StationBodyProps) {
  const stream = valueAt(useResolvedManifest(), ...place.path)
  const path = [...place.path, ...station.place(stream)]
  if (isYaml) return <NodeYaml path={path} hasFocus />
  const { Form } = station
  return (
    <>
      <SharedNotice path={path} streamPath={place.path} />
      <Form streamPath={place.path} path={path} />
    </>
  )
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

interface ActionParts {
  list: { readonly current: HTMLOListElement | null }
  place: StreamPlace
  setTabStop: (name: StationName) => void
}

function useStationActions({ list, place, setTabStop }: ActionParts) {
  const { state } = useBuilder()
  const { open, yaml } = useSelection()
  const stream = valueAt(useResolvedManifest(), ...place.path)
  const rows = () => [...(list.current?.querySelectorAll<HTMLElement>('.station > .say') ?? [])]
  const focusRow = (index: number) => rows()[index]?.focus()

  return (station: StationDefinition): StationActions => {
    const index = stations.indexOf(station)
    const isOpen = open.includes(station.name)
    const toggle = ({ keepOthers }: { keepOthers: boolean }) => {
      if (isOpen) state.closeStation(station.name)
      else state.openStation(station.name, { keepOthers })
    }
    const openByKey = () => {
      if (!isOpen) state.openStation(station.name)
      requestAnimationFrame(() => firstField(list.current, index)?.focus())
    }
    const onKey = (event: KeyboardEvent) => {
      const handlers: Record<string, () => void> = {
        ArrowDown: () => focusRow(Math.min(index + 1, stations.length - 1)),
        ArrowUp: () => focusRow(Math.max(index - 1, 0)),
        Home: () => focusRow(0),
        End: () => focusRow(stations.length - 1),
        Enter: openByKey,
        ' ': openByKey,
        Escape: () => state.closeStation(station.name),
        y: () => {
          state.setStationYaml(station.name, !yaml.includes(station.name))
          if (!isOpen) state.openStation(station.name)
        },
      }
      if (event.metaKey || event.ctrlKey || event.altKey) return
      const handle = handlers[event.key.length === 1 ? event.key.toLowerCase() : event.key]
      if (handle === undefined || (event.key === 'Escape' && !isOpen)) return
      event.preventDefault()
      handle()
    }
    const absolute = (at: ManifestPath) => [...place.path, ...at]
    return {
      toggle,
      onKey,
      focus: () => setTabStop(station.name),
      setYaml: (isYaml) => {
        // What cannot be read yet has no form.
        const path = [...place.path, ...station.place(stream)]
        if (isYaml || state.unread(path) === undefined) state.setStationYaml(station.name, isYaml)
      },
      chip: (at) => {
        if (!isOpen) state.openStation(station.name)
        state.reveal(absolute(at))
      },
      hover: (at) => state.focus(at && absolute(at)),
    }
  }
}

const fields = 'input, textarea, select, [role=combobox], [aria-checked=true], button.in'

/** The first field of an open station, behind the switch between form and YAML. */
function firstField(list: HTMLElement | null, index: number): HTMLElement | undefined {
  const body = list?.children[index]?.querySelector('.body')
  const all = [...(body?.querySelectorAll<HTMLElement>(fields) ?? [])]
  return all.find((each) => each.closest('.seg.sm') === null) ?? all[0]
}
