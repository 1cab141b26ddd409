'use client'

import type { KeyboardEvent, PointerEvent } from 'react'
import { useBuilder, useSelection } from '../manifest-context'

const least = 200
const most = 320
const usual = 232
const step = 16

/** The divider at the right of the sidebar: drag it, or move it with the arrow keys. */
export function SidebarGrip() {
  const { state } = useBuilder()
  const { sidebarWidth } = useSelection()
  const set = (width: number) =>
    state.setLayout({ sidebarWidth: Math.max(least, Math.min(most, Math.round(width))) })
  const onKeyDown = (event: KeyboardEvent) => {
    const next: Record<string, number> = {
      ArrowLeft: sidebarWidth - step,
      ArrowRight: sidebarWidth + step,
      Home: least,
      End: most,
    }
    const width = next[event.key]
    if (width === undefined) return
    event.preventDefault()
    set(width)
  }
  const onPointerMove = (event: PointerEvent) => {
    if (event.currentTarget.hasPointerCapture(event.pointerId)) set(event.clientX)
  }
  return (
    <div
      role="separator"
      tabIndex={0}
      aria-label="Width of the sidebar"
      aria-orientation="vertical"
      aria-valuemin={least}
      aria-valuemax={most}
      aria-valuenow={sidebarWidth}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={onPointerMove}
      onDoubleClick={() => set(usual)}
    />
  )
}
