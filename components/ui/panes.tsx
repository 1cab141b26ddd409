'use client'

import { type ReactNode, useCallback, useState } from 'react'
import { Group, type Layout, Panel, Separator } from 'react-resizable-panels'

export interface Pane {
  readonly id: string
  readonly children: ReactNode
  /** Percent of the group, or pixels as text: `'232px'`. */
  readonly defaultSize?: number | string
  readonly minSize?: number | string
  readonly maxSize?: number | string
}

interface PanesProps {
  /** Under this name the sizes are kept in this browser. */
  storageKey: string
  panes: readonly Pane[]
  /** Between the panes: what each separator is called, from the left. */
  separatorLabels: readonly string[]
}

/** Panes side by side with dividers to drag; arrow keys move a divider, double click resets it. */
export function Panes({ storageKey, panes, separatorLabels }: PanesProps) {
  const key = `plumbline:panes:${storageKey}:${panes.map((pane) => pane.id).join('.')}`
  const [layout, setLayout] = useState(() => storedLayout(key))
  const [resets, setResets] = useState(0)
  const keep = useCallback((next: Layout) => storeLayout(key, next), [key])

  const reset = () => {
    forgetLayout(key)
    setLayout(undefined)
    setResets(resets + 1)
  }

  return (
    <Group
      key={`${key}:${resets}`}
      className="grow min-h-0"
      {...(layout && { defaultLayout: layout })}
      onLayoutChanged={keep}
    >
      {panes.flatMap((pane, index) => {
        const panel = (
          <Panel
            key={pane.id}
            id={pane.id}
            className="flex min-h-0 flex-col"
            {...(pane.defaultSize !== undefined && { defaultSize: pane.defaultSize })}
            {...(pane.minSize !== undefined && { minSize: pane.minSize })}
            {...(pane.maxSize !== undefined && { maxSize: pane.maxSize })}
          >
            {pane.children}
          </Panel>
        )
        if (index === 0) return [panel]
        const label = separatorLabels[index - 1] ?? 'Resize'
        const grip = (
          <Separator
            key={`${pane.id}-grip`}
            className="grip"
            aria-label={label}
            onDoubleClick={reset}
          />
        )
        return [grip, panel]
      })}
    </Group>
  )
}

function storedLayout(key: string): Layout | undefined {
  try {
    const text = globalThis.localStorage?.getItem(key)
    return text ? (JSON.parse(text) as Layout) : undefined
  } catch {
    return undefined
  }
}

function storeLayout(key: string, layout: Layout) {
  try {
    localStorage.setItem(key, JSON.stringify(layout))
  } catch {
    // Storage may be full or switched off; the sizes then last as long as the page.
  }
}

function forgetLayout(key: string) {
  try {
    localStorage.removeItem(key)
  } catch {
    // Nothing was kept then.
  }
}
