'use client'

import { Copy } from 'lucide-react'
import { memo, useMemo } from 'react'
import { useStreamRun } from '../../testing/use-test-read'
import { Button } from '../../ui/button'
import { Chip } from '../../ui/chip'
import { Segmented } from '../../ui/segmented'
import { Spinner } from '../../ui/spinner'
import { StreamLine } from '../line/stream-line'
import { useBuilder, useSelection } from '../manifest-context'
import { titleOf, valueAt } from '../manifest-values'
import { resolvedManifest } from '../references'
import { cut } from '../sentences/sentence'
import { conditionWords } from '../sentences/template-words'
import { duplicateStream } from '../stream-edits'
import { placeOf, type StreamPlace } from '../stream-place'
import { freeName, type StreamEntry } from '../streams'
import { useSelectedStream } from '../use-selected-stream'
import { useManifestPart, useStreamEntries } from '../use-stream-entries'
import { NoStreams } from './no-streams'

/** The stream on screen: its title, and the line. */
export function StreamPane() {
  const entry = useSelectedStream()
  const place = useStreamPlace(entry)
  if (entry === undefined || place === undefined) return <NoStreams />
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

/** The same place until the kind of the stream or the variant on screen changes. */
function useStreamPlace(entry: StreamEntry | undefined): StreamPlace | undefined {
  const { variant } = useSelection()
  const place = useManifestPart(({ manifest }) => {
    if (entry === undefined) return undefined
    const stream = valueAt(resolvedManifest(manifest), ...entry.path)
    return JSON.stringify(placeOf(stream, entry.path, variant))
  })
  return useMemo(
    () => (place === undefined ? undefined : (JSON.parse(place) as StreamPlace)),
    [place],
  )
}

const StreamHead = memo(function StreamHead({ entry }: { entry: StreamEntry }) {
  const { projectId, document, state } = useBuilder()
  const entries = useStreamEntries()
  const run = useStreamRun(projectId, entry.name)
  const duplicate = () => {
    const name = freeName(entries, `${entry.madeBy ?? entry.name}_copy`)
    duplicateStream(document, entry.path, name)
    state.show({ kind: 'stream', name, place: entry.place + 1 })
  }
  return (
    <div className="sthead row">
      <h1 className="cut">{entry.title}</h1>
      {entry.kind === 'dynamic' && (
        <Chip>
          {entry.madeBy === undefined
            ? 'template of many streams'
            : `made by ${titleOf(entry.madeBy)}`}
        </Chip>
      )}
      {entry.condition !== undefined && (
        <Chip>
          only if <code>{cut(conditionWords(entry.condition), 40)}</code>
        </Chip>
      )}
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
})

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
