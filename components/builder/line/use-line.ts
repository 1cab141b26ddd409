'use client'

import { useMemo } from 'react'
import { ManifestDocument } from '@/lib/manifest/manifest-document'
import { stationStates } from '@/lib/testread/stations'
import { type StationName, stationNames } from '@/lib/testread/test-read'
import type { StreamRun } from '../../testing/run-store'
import { useStreamRun } from '../../testing/use-test-read'
import {
  useBuilder,
  useManifestDocument,
  useManifestSnapshot,
  useResolvedManifest,
} from '../manifest-context'
import { valueAt } from '../manifest-values'
import { resolvedManifest } from '../references'
import { bodyOf, type StreamPlace } from '../stream-place'
import { type StreamEntry, streamEntries } from '../streams'
import { firstChange, staleStations } from './stale'
import type { StationLook } from './station-row'

export interface LineView {
  readonly run: StreamRun | undefined
  readonly looks: Readonly<Record<StationName, StationLook>>
  readonly isStale: boolean
}

/** How far the last run of a stream proved its stations, and which changed since. */
export function useLine(entry: StreamEntry, place: StreamPlace): LineView {
  const { projectId } = useBuilder()
  const run = useStreamRun(projectId, entry.name)
  const changed = useChange(entry, place, run)
  return useMemo(() => {
    // A run that could not begin says nothing about any station.
    const hasRead = run !== undefined && (run.problem === undefined || run.read.calls.length > 0)
    const states = hasRead
      ? stationStates(run.read, run.proof)
      : stationStates(undefined, undefined)
    const stale = staleStations(changed)
    const looks = Object.fromEntries(
      stationNames.map((name) => [name, { state: states[name], isStale: stale.has(name) }]),
    ) as Record<StationName, StationLook>
    return { run, looks, isStale: changed !== undefined }
  }, [run, changed])
}

/** The first station that differs from what the last run read. */
function useChange(entry: StreamEntry, place: StreamPlace, run: StreamRun | undefined) {
  const document = useManifestDocument()
  const { text } = useManifestSnapshot()
  const manifest = useResolvedManifest()
  const ranText = run?.request.text
  const name = entry.madeBy ?? entry.name
  const ran = useMemo(() => {
    if (ranText === undefined) return undefined
    const now = document.getSnapshot()
    // A run usually reads what is on screen: it is not read a second time.
    const snapshot = now.text === ranText ? now : new ManifestDocument(ranText).getSnapshot()
    const whole = resolvedManifest(snapshot.manifest)
    const before = streamEntries(whole).find((each) => each.name === name)
    return { stream: before && valueAt(whole, ...before.path) }
  }, [ranText, document, name])
  return useMemo(() => {
    if (ran === undefined || ranText === text) return undefined
    return firstChange(bodyOf(ran.stream, place.variant), valueAt(manifest, ...place.path))
  }, [ran, ranText, text, manifest, place])
}
