'use client'

import { Copy } from 'lucide-react'
import { useStreamRun } from '../../testing/use-test-read'
import { Button } from '../../ui/button'
import { Chip } from '../../ui/chip'
import { Segmented } from '../../ui/segmented'
import { Spinner } from '../../ui/spinner'
import { StreamLine } from '../line/stream-line'
import { useBuilder, useResolvedManifest, useSelection } from '../manifest-context'
import { valueAt } from '../manifest-values'
import { duplicateStream } from '../stream-edits'
import { placeOf } from '../stream-place'
import { freeName, type StreamEntry, selectedEntry, streamEntries } from '../streams'
import { NoStreams } from './no-streams'

/** The stream on screen: its title, and the line. */
export function StreamPane() {
  const manifest = useResolvedManifest()
  const { screen, variant } = useSelection()
  const entry = selectedEntry(streamEntries(manifest), screen)
  if (entry === undefined) return <NoStreams />
  const place = placeOf(valueAt(manifest, ...entry.path), entry.path, variant)
  return (
    <main className="pane grow" id="line" data-pane="line">
      <div className="scroll">
        <StreamHead entry={entry} />
        <VariantSwitch isShown={place.variant !== undefined} />
        <StreamLine key={entry.path.join('.')} entry={entry} place={place} />
      </div>
    </main>
  )
}

function StreamHead({ entry }: { entry: StreamEntry }) {
  const { projectId, document, state } = useBuilder()
  const entries = streamEntries(useResolvedManifest())
  const run = useStreamRun(projectId, entry.name)
  const duplicate = () => {
    const name = freeName(entries, `${entry.name}_copy`)
    duplicateStream(document, entry.path, name)
    state.show({ kind: 'stream', name, place: entry.place + 1 })
  }
  return (
    <div className="sthead row">
      <h1 className="cut">{entry.title}</h1>
      {entry.kind === 'dynamic' && <Chip>template of many streams</Chip>}
      {run?.read.status === 'running' && (
        <Chip tone="acc">
          <Spinner /> Reading
        </Chip>
      )}
      <span className="grow" />
      <span className="hide-n">
        <Button variant="ghost" icon={<Copy className="i s" />} onClick={duplicate}>
          Duplicate
        </Button>
      </span>
    </div>
  )
}

const variants = [
  { value: 'full_refresh_stream', label: 'First run' },
  { value: 'incremental_stream', label: 'Later runs' },
] as const

/** A stream that reads differently once it has been read shows one way at a time. */
function VariantSwitch({ isShown }: { isShown: boolean }) {
  const { state } = useBuilder()
  const { variant } = useSelection()
  if (!isShown) return null
  return (
    <div className="variants">
      <Segmented
        label="Which run"
        value={variant}
        choices={variants}
        onChange={(next) => state.setVariant(next)}
      />
    </div>
  )
}
