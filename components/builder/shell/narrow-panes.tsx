'use client'

import { type ReactNode, useSyncExternalStore } from 'react'
import { Segmented } from '../../ui/segmented'
import { Select } from '../../ui/select'
import type { Screen } from '../builder-state'
import { useBuilder, useSelection } from '../manifest-context'
import { inFamilyOrder, type StreamEntry, selectedEntry } from '../streams'
import { useStreamEntries } from '../use-stream-entries'

interface NarrowPanesProps {
  line: ReactNode
  test: ReactNode
  yaml: ReactNode
}

const panes = [
  { value: 'line', label: 'Line' },
  { value: 'test', label: 'Test' },
  { value: 'yaml', label: 'YAML' },
] as const

/** One pane at a time, with the switch beneath it and what the sidebar would choose above. */
export function NarrowPanes(props: NarrowPanesProps) {
  const { state } = useBuilder()
  const { view, narrowPane } = useSelection()
  const shown = view === 'yaml' ? 'yaml' : narrowPane
  return (
    <div className="grow min-w-0 flex flex-col">
      <nav aria-label="Streams and parts" className="narrow-head">
        <ScreenSelect />
      </nav>
      <div className="grow min-h-0 flex flex-col">{props[shown]}</div>
      <div className="narrow-foot">
        <Segmented
          label="Pane"
          value={shown}
          choices={panes}
          onChange={(pane) => state.showPane(pane)}
        />
      </div>
    </div>
  )
}

const parts: readonly (readonly [Exclude<Screen['kind'], 'stream'>, string])[] = [
  ['inputs', 'Inputs'],
  ['connector', 'Connector settings'],
  ['versions', 'Versions'],
]

function ScreenSelect() {
  const { state } = useBuilder()
  const { screen } = useSelection()
  const entries = useStreamEntries()
  const current = selectedEntry(entries, screen)
  const options = [
    ...inFamilyOrder(entries).map((entry) => ({
      value: idOf(entry),
      label: entry.title,
      ...(entry.isChild && { detail: 'child' }),
    })),
    ...parts.map(([value, label]) => ({ value, label })),
  ]
  return (
    <Select
      label="Stream or part"
      value={current ? idOf(current) : screen.kind}
      options={options}
      onChange={(value) => {
        const entry = entries.find((each) => idOf(each) === value)
        const part = parts.find(([kind]) => kind === value)
        if (entry) state.show({ kind: 'stream', name: entry.name, place: entry.place })
        else if (part) state.show({ kind: part[0] })
        state.showTest()
      }}
    />
  )
}

function idOf({ place }: StreamEntry): string {
  return `stream ${place}`
}

const query = '(max-width: 767px)'

function subscribe(listener: () => void) {
  const media = matchMedia(query)
  media.addEventListener('change', listener)
  return () => media.removeEventListener('change', listener)
}

/** Whether there is room for one pane only. */
export function useIsNarrow(): boolean {
  return useSyncExternalStore(
    subscribe,
    () => matchMedia(query).matches,
    () => false,
  )
}
