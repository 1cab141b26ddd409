'use client'

import { useState } from 'react'
import type { PanelTab } from './test-panel'
import type { BodyKeys } from './tree-rows'

interface PanelView {
  readonly tab: PanelTab
  /** The call that is shown in detail. */
  readonly call: number | undefined
  /** A place in the response of that call. */
  readonly reveal?: BodyKeys | undefined
}

const views = new Map<string, PanelView>()

/** Which tab and call of a stream are shown; outlives the panel, which comes and goes with its place. */
export function usePanelView(projectId: string, streamName: string) {
  const key = `${projectId}:${streamName}`
  const [view, setView] = useState<PanelView>(
    () => views.get(key) ?? { tab: 'records', call: undefined },
  )
  const change = (part: Partial<PanelView>) => {
    const next = { ...view, ...part }
    views.set(key, next)
    setView(next)
  }
  return [view, change] as const
}
