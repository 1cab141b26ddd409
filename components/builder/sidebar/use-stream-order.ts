'use client'

import { type DragEvent, useRef, useState } from 'react'
import { useBuilder, useSelection } from '../manifest-context'
import { moveStream } from '../stream-edits'
import { type StreamEntry, selectedEntry } from '../streams'

export interface StreamOrder {
  readonly list: { readonly current: HTMLUListElement | null }
  /** Moves a stream one place up or down in its list. */
  readonly step: (entry: StreamEntry, by: 1 | -1) => void
  readonly canStep: (entry: StreamEntry, by: 1 | -1) => boolean
  /** Spread on an item: it can be dragged and takes what is dropped on it. */
  readonly drag: (entry: StreamEntry) => DragHandlers
  readonly focusNext: (by: 1 | -1) => void
}

interface DragHandlers {
  readonly draggable: boolean
  readonly 'data-drop': 'above' | 'below' | undefined
  readonly onDragStart: (event: DragEvent) => void
  readonly onDragOver: (event: DragEvent) => void
  readonly onDragLeave: () => void
  readonly onDrop: (event: DragEvent) => void
  readonly onDragEnd: () => void
}

/** Reordering of streams, by drag and by keyboard. Streams and stream templates are lists of their own. */
export function useStreamOrder(entries: readonly StreamEntry[]): StreamOrder {
  const { document, state } = useBuilder()
  const { screen } = useSelection()
  const list = useRef<HTMLUListElement>(null)
  const [dragged, setDragged] = useState<StreamEntry>()
  const [over, setOver] = useState<StreamEntry>()

  const move = (entry: StreamEntry, to: number) => {
    const selected = selectedEntry(entries, screen)
    moveStream(document, entry.path, to)
    if (selected && selected.madeBy === undefined)
      state.follow(selected.name, selected === entry ? to : selected.place)
  }
  const canStep = (entry: StreamEntry, by: 1 | -1) => {
    const to = placeOf(entry) + by
    return entries.some((each) => listOf(each) === listOf(entry) && placeOf(each) === to)
  }
  const isDrop = (entry: StreamEntry) =>
    dragged !== undefined && dragged !== entry && listOf(dragged) === listOf(entry)
  const dropSide = (entry: StreamEntry) => {
    if (over !== entry || dragged === undefined || !isDrop(entry)) return undefined
    return placeOf(dragged) > placeOf(entry) ? 'above' : 'below'
  }

  return {
    list,
    canStep,
    step: (entry, by) => {
      if (canStep(entry, by)) move(entry, placeOf(entry) + by)
    },
    drag: (entry) => ({
      draggable: true,
      'data-drop': dropSide(entry),
      onDragStart: (event) => {
        event.dataTransfer.effectAllowed = 'move'
        event.dataTransfer.setData('text/plain', entry.name)
        setDragged(entry)
      },
      onDragOver: (event) => {
        if (!isDrop(entry)) return
        event.preventDefault()
        setOver(entry)
      },
      onDragLeave: () => setOver(undefined),
      onDrop: (event) => {
        event.preventDefault()
        if (dragged && isDrop(entry)) move(dragged, placeOf(entry))
        setDragged(undefined)
        setOver(undefined)
      },
      onDragEnd: () => {
        setDragged(undefined)
        setOver(undefined)
      },
    }),
    focusNext: (by) => {
      const items = [...(list.current?.querySelectorAll<HTMLElement>('.st') ?? [])]
      const at = items.indexOf(globalThis.document.activeElement as HTMLElement)
      items[Math.max(0, Math.min(items.length - 1, at + by))]?.focus()
    },
  }
}

function placeOf(entry: StreamEntry): number {
  return Number(entry.path.at(-1))
}

/** The list it stands in. */
function listOf(entry: StreamEntry): string {
  return entry.path.slice(0, -1).join('/')
}
