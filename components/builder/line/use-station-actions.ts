'use client'

import { type KeyboardEvent, useMemo } from 'react'
import type { ManifestPath } from '@/lib/engine/path'
import type { StationName } from '@/lib/testread/test-read'
import { useBuilder } from '../manifest-context'
import { valueAt } from '../manifest-values'
import { resolvedManifest } from '../references'
import { unreadPlace } from '../saving/unread-places'
import { type StationDefinition, stations } from '../stations/registry'
import type { StreamPlace } from '../stream-place'
import type { StationActions } from './station-row'

interface ActionParts {
  list: { readonly current: HTMLOListElement | null }
  place: StreamPlace
  setTabStop: (name: StationName) => void
}

type Parts = ActionParts & Pick<ReturnType<typeof useBuilder>, 'document' | 'state'>

/** What can be done with each station. The same objects while the place is the same. */
export function useStationActions({
  list,
  place,
  setTabStop,
}: ActionParts): (name: StationName) => StationActions {
  const { document, state } = useBuilder()
  const actions = useMemo(() => {
    const parts = { list, place, setTabStop, document, state }
    return Object.fromEntries(
      stations.map((station) => [station.name, actionsOf(station, parts)]),
    ) as Record<StationName, StationActions>
  }, [list, place, setTabStop, document, state])
  return (name) => actions[name]
}

function actionsOf(station: StationDefinition, parts: Parts): StationActions {
  const { place, state, document, setTabStop } = parts
  const { name } = station
  const absolute = (at: ManifestPath) => [...place.path, ...at]
  return {
    toggle: ({ keepOthers }) => {
      if (isOpen(parts, name)) state.closeStation(name)
      else state.openStation(name, { keepOthers })
    },
    onKey: (event) => onKey(event, station, parts),
    focus: () => setTabStop(name),
    setYaml: (isYaml) => {
      // What cannot be read yet has no form.
      const stream = valueAt(resolvedManifest(document.getSnapshot().manifest), ...place.path)
      const path = [...place.path, ...station.place(stream)]
      if (isYaml || state.unread(unreadPlace(document, path)) === undefined) {
        state.setStationYaml(name, isYaml)
      }
    },
    chip: (at) => {
      if (!isOpen(parts, name)) state.openStation(name)
      state.reveal(absolute(at))
    },
    hover: (at) => state.focus(at && absolute(at)),
  }
}

function isOpen({ state }: Parts, name: StationName): boolean {
  return state.getSnapshot().open.includes(name)
}

function onKey(event: KeyboardEvent, { name }: StationDefinition, parts: Parts) {
  const { list, state } = parts
  const index = stations.findIndex((station) => station.name === name)
  const rows = [...(list.current?.querySelectorAll<HTMLElement>('.station > .say') ?? [])]
  const open = () => {
    if (!isOpen(parts, name)) state.openStation(name)
    requestAnimationFrame(() => firstField(list.current, index)?.focus())
  }
  const handlers: Record<string, () => void> = {
    ArrowDown: () => rows[Math.min(index + 1, rows.length - 1)]?.focus(),
    ArrowUp: () => rows[Math.max(index - 1, 0)]?.focus(),
    Home: () => rows[0]?.focus(),
    End: () => rows.at(-1)?.focus(),
    Enter: open,
    ' ': open,
    Escape: () => state.closeStation(name),
    y: () => {
      state.setStationYaml(name, !state.getSnapshot().yaml.includes(name))
      if (!isOpen(parts, name)) state.openStation(name)
    },
  }
  if (event.metaKey || event.ctrlKey || event.altKey) return
  const handle = handlers[event.key.length === 1 ? event.key.toLowerCase() : event.key]
  if (handle === undefined || (event.key === 'Escape' && !isOpen(parts, name))) return
  event.preventDefault()
  handle()
}

const fields = 'input, textarea, select, [role=combobox], [aria-checked=true], button.in'

/** The first field of an open station, behind the switch between form and YAML. */
function firstField(list: HTMLElement | null, index: number): HTMLElement | undefined {
  const body = list?.children[index]?.querySelector('.body')
  const all = [...(body?.querySelectorAll<HTMLElement>(fields) ?? [])]
  return all.find((each) => each.closest('.seg.sm') === null) ?? all[0]
}
