'use client'

import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { runQueries } from '@/lib/client/queries/runs'
import { restoreRun } from './restore-run'
import type { TestPanelProps } from './test-panel'
import { runStoreOf, useStreamRun } from './use-test-read'

/** Brings the last stored run of a stream back after the page was opened anew. */
export function useRestoredRun({ projectId, streamName, getText, getInfo }: TestPanelProps) {
  const run = useStreamRun(projectId, streamName)
  const { data: runs } = useQuery({ ...runQueries.list(projectId), enabled: run === undefined })
  const stored = runs?.find((each) => each.stream === streamName)
  const isWanted = run === undefined && stored !== undefined
  const draft = useRef({ getText, getInfo })
  draft.current = { getText, getInfo }

  useEffect(() => {
    if (!isWanted || !stored) return undefined
    const abort = new AbortController()
    const now = { text: draft.current.getText(), info: draft.current.getInfo() }
    restoreRun(projectId, stored, now, abort.signal).then(
      (restored) => runStoreOf(projectId).restore(streamName, restored),
      // A run that is gone, or a page that was left: the stream then counts as not run here.
      () => undefined,
    )
    return () => abort.abort()
  }, [isWanted, stored, projectId, streamName])
}
