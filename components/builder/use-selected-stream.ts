'use client'

import { useMemo } from 'react'
import { useResolvedManifest, useSelection } from './manifest-context'
import { type StreamEntry, selectedEntry, streamEntries } from './streams'

/** The stream on screen; nothing on other screens and while there is none. */
export function useSelectedStream(): StreamEntry | undefined {
  const manifest = useResolvedManifest()
  const { screen } = useSelection()
  return useMemo(() => selectedEntry(streamEntries(manifest), screen), [manifest, screen])
}
