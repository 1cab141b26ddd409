'use client'

import { Bob } from '../../ui/bob'
import { Tooltip } from '../../ui/tooltip'
import { useLine } from '../line/use-line'
import { useBuilder, useResolvedManifest, useSelection } from '../manifest-context'
import { valueAt } from '../manifest-values'
import { stations } from '../stations/registry'
import { placeOf } from '../stream-place'
import type { StreamEntry } from '../streams'

/** The line as a rail of icons, when the test panel has its room. A click brings the station back. */
export function PlumbRail({ entry }: { entry: StreamEntry }) {
  const { state } = useBuilder()
  const { variant } = useSelection()
  const manifest = useResolvedManifest()
  const line = useLine(entry, placeOf(valueAt(manifest, ...entry.path), entry.path, variant))
  return (
    <ol className="plumb" aria-label="Stations" data-pane="line">
      {stations.map(({ name, title, icon: Icon }) => (
        <li key={name} className={railClass(line.looks[name].state)}>
          <Tooltip text={title} side="right">
            <button type="button" aria-label={title} onClick={() => state.openStation(name)}>
              <Icon className="i" />
            </button>
          </Tooltip>
        </li>
      ))}
      <li className="last">
        <Bob
          level={line.run?.proof?.level ?? 'none'}
          isSample={line.run?.proof?.isSample ?? false}
        />
      </li>
    </ol>
  )
}

function railClass(state: string): string {
  if (state === 'look') return 'warn'
  if (state === 'stopped') return 'bad'
  return state === 'proved' ? '' : 'idle'
}
