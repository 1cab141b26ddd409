'use client'

import { useQuery } from '@tanstack/react-query'
import { projectQueries } from '@/lib/client/queries/projects'
import { AllRunsPanel } from '../../testing/all-runs-panel'
import { useBuilder, useSelection } from '../manifest-context'
import { useStreamEntries } from '../use-stream-entries'
import { runnable, useRunAll, useRunAllBlocked } from './use-run-all'

/** The runs of all streams, in the place of the test panel. */
export function AllRunsSide() {
  const { projectId, state } = useBuilder()
  const { leftOut } = useSelection()
  const entries = runnable(useStreamEntries())
  const { data: project } = useQuery(projectQueries.detail(projectId))
  const runAll = useRunAll()
  const blockedReason = useRunAllBlocked()
  return (
    <div className="grow min-h-0 flex flex-col" data-pane="test">
      <AllRunsPanel
        projectId={projectId}
        streams={entries.map(({ name, title, isChild }) => ({
          name,
          title,
          isChild,
          lastRun: project?.lastRuns[name],
        }))}
        leftOut={leftOut}
        onLeaveOut={(next) => state.leaveOut(next)}
        onRun={(samples) => void runAll(samples)}
        onShow={(name) => {
          const entry = entries.find((each) => each.name === name)
          if (entry) state.show({ kind: 'stream', name, place: entry.place })
          state.showTest()
        }}
        onClose={() => state.showTest()}
        blockedReason={blockedReason}
      />
    </div>
  )
}
