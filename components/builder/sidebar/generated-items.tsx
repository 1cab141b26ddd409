'use client'

import { RefreshCw } from 'lucide-react'
import { useSyncExternalStore } from 'react'
import { generatedStoreOf } from '../../testing/generated-store'
import { Spinner } from '../../ui/spinner'
import { Tooltip } from '../../ui/tooltip'
import { useBuilder, useSelection } from '../manifest-context'
import { titleOf } from '../manifest-values'
import { useAskForStreams } from '../shell/use-run-all'
import type { StreamEntry } from '../streams'
import { StreamStatus, useStreamStatus } from './stream-status'

/** Under a template: the streams that it makes, to be looked at and run, and the way to ask for them. */
export function GeneratedItems({ entry }: { entry: StreamEntry }) {
  const { projectId } = useBuilder()
  const store = generatedStoreOf(projectId)
  const { isAsking, streams, fault } = useSyncExternalStore(
    store.subscribe,
    store.getSnapshot,
    store.getSnapshot,
  )
  const ask = useAskForStreams()
  const names = streams.get(entry.path.join('/'))
  const words = wordsOf(names?.length)
  return (
    <ul aria-label={`Streams of ${entry.title}`} className="made">
      {names?.map((name) => (
        <GeneratedItem key={name} name={name} entry={entry} />
      ))}
      <li>
        <Tooltip text={`${entry.title}: ${words}`} side="right">
          <button
            type="button"
            className="it kid ask"
            aria-label={words}
            onClick={() => void ask()}
          >
            {isAsking ? <Spinner /> : <RefreshCw className="i s" aria-hidden="true" />}
            <span className="cut">{words}</span>
          </button>
        </Tooltip>
        {fault !== undefined && !isAsking && (
          <p className="s11 c-bad made-fault" role="status">
            {fault}
          </p>
        )}
      </li>
    </ul>
  )
}

function wordsOf(count: number | undefined): string {
  if (count === undefined) return 'List its streams'
  return count === 0 ? 'It makes none. List again' : 'List again'
}

function GeneratedItem({ name, entry }: { name: string; entry: StreamEntry }) {
  const { state } = useBuilder()
  const { screen } = useSelection()
  const status = useStreamStatus(name)
  const title = titleOf(name)
  const isCurrent =
    screen.kind === 'stream' && screen.generated === name && screen.place === entry.place
  return (
    <li className="st-row">
      <Tooltip text={`${title} · ${status.text}`} side="right">
        <button
          type="button"
          className="it st kid"
          aria-current={isCurrent ? 'page' : undefined}
          onClick={() =>
            state.show({
              kind: 'stream',
              name: entry.name,
              place: entry.place,
              generated: name,
            })
          }
        >
          <StreamStatus status={status} />
          <span className="cut">
            <span className="nm cut">{title}</span>
            <small>{status.text}</small>
          </span>
        </button>
      </Tooltip>
    </li>
  )
}
