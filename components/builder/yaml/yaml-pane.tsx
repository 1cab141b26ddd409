'use client'

import { Check, CircleAlert, X } from 'lucide-react'
import dynamic from 'next/dynamic'
import { useMemo } from 'react'
import type { ManifestPath } from '@/lib/engine/path'
import { IconButton } from '../../ui/button'
import { Chip } from '../../ui/chip'
import { Skeleton } from '../../ui/skeleton'
import {
  useBuilder,
  useManifestSnapshot,
  useResolvedManifest,
  useSelection,
} from '../manifest-context'
import { valueAt } from '../manifest-values'
import { findPlace } from '../problems/find-place'
import { resolvePath } from '../references'
import { stations } from '../stations/registry'
import { placeOf } from '../stream-place'
import { type StreamEntry, streamEntries } from '../streams'

const YamlEditor = dynamic(() => import('./yaml-editor').then((module) => module.YamlEditor), {
  ssr: false,
  loading: () => (
    <div className="col g6 pad-16" aria-busy="true">
      <Skeleton width="40%" />
      <Skeleton width="55%" />
      <Skeleton width="35%" />
    </div>
  ),
})

/** The manifest as text, beside the line or in its place. */
export function YamlPane({ entry }: { entry: StreamEntry | undefined }) {
  const { document, state } = useBuilder()
  const { isEditable, problems } = useManifestSnapshot()
  const manifest = useResolvedManifest()
  const station = useOpenStation(entry)
  const range = station && document.rangeOf(resolvePath(document, station.path))
  const errors = problems.filter((problem) => problem.severity === 'error').length

  const showPlace = (path: ManifestPath) => {
    const place = findPlace({ document, manifest, entries: streamEntries(manifest) }, path)
    if (place === undefined) return
    state.show({ kind: 'stream', name: place.entry.name, place: place.entry.place })
    if (place.station) state.openStation(place.station)
  }
  return (
    <section className="pane grow" aria-label="YAML" data-pane="yaml">
      <div className="phead">
        <span className="b mono">manifest.yaml</span>
        {range && (
          <span className="s12 t3 cut">
            lines {range.startLine}–{range.endLine} · {station.title}
          </span>
        )}
        <span className="grow" />
        <Validity isEditable={isEditable} errors={errors} />
        <IconButton
          label="Close the YAML"
          size="sm"
          icon={<X className="i s" />}
          onClick={() => state.setView('form')}
        />
      </div>
      <div className="grow min-h-0">
        <YamlEditor station={station?.path} onPlace={showPlace} />
      </div>
    </section>
  )
}

function Validity({ isEditable, errors }: { isEditable: boolean; errors: number }) {
  if (!isEditable) {
    return (
      <Chip tone="bad">
        <CircleAlert className="i s" /> Not YAML yet
      </Chip>
    )
  }
  if (errors > 0)
    return <Chip tone="warn">{errors === 1 ? '1 problem' : `${errors} problems`}</Chip>
  return (
    <Chip tone="ok">
      <Check className="i s" /> Valid
    </Chip>
  )
}

function useOpenStation(entry: StreamEntry | undefined) {
  const { open, screen, variant } = useSelection()
  const manifest = useResolvedManifest()
  const name = screen.kind === 'stream' ? open.at(-1) : undefined
  return useMemo(() => {
    const station = stations.find((each) => each.name === name)
    if (station === undefined || entry === undefined) return undefined
    const place = placeOf(valueAt(manifest, ...entry.path), entry.path, variant)
    const path = [...place.path, ...station.place(valueAt(manifest, ...place.path))]
    return { path, title: station.title }
  }, [name, entry, manifest, variant])
}
