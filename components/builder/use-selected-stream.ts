'use client'

import { useMemo } from 'react'
import { useSelection } from './manifest-context'
import { type StreamEntry, selectedEntry } from './streams'
import { useStreamEntries } from './use-stream-entries'

/** The stream on screen; nothing on other screens and while there is none. */
export function useSelectedStream(): StreamEntry | undefined {
  const entries = useStreamEntries()
  const { screen } = useSelection()
  return useMemo(() => selectedEntry(entries, screen), [entries, screen])
}
