'use client'

import { useQuery } from '@tanstack/react-query'
import { projectQueries } from '@/lib/client/queries/projects'
import { AllRunsPanel } from '../../testing/all-runs-panel'
import { useBuilder, useSelection } from '../manifest-context'
import { useRunAll, useRunAllBlocked, useRunnableStreams } from './use-run-all'

/** The runs of all streams, in the place of the test panel. */
export function AllRunsSide() {
  const { projectId, state } = useBuilder()
  const { leftOut } = useSelection()
  const streams = useRunnableStreams()
  const { data: project } = useQuery(projectQueries.detail(projectId))
  const runAll = useRunAll()
  const blockedReason = useRunAllBlocked()
  const show = (name: string) => {
    const entry = streams.find((each) => each.name === name)?.entry
    if (entry) {
      const isMade = entry.kind === 'dynamic'
      const place = { name: entry.name, place: entry.place, ...(isMade && { generated: name }) }
      state.show({ kind: 'stream', ...place })
    }
    state.showTest()
  }
  return (
    <div className="grow min-h-0 flex flex-col" data-pane="test">
      <AllRunsPanel
        projectId={projectId}
        streams={streams.map(({ name, title, isChild }) => ({
          name,
          title,
          isChild,
          lastRun: project?.lastRuns[name],
        }))}
        leftOut={leftOut}
        onLeaveOut={(next) => state.leaveOut(next)}
        onRun={(samples) => void runAll(samples)}
        onShow={show}
        onClose={() => state.showTest()}
        blockedReason={blockedReason}
      />
    </div>
  )
}
