'use client'

import { memo } from 'react'
import { type Pane, Panes } from '../../ui/panes'
import { ConnectorScreen } from '../connector/connector-screen'
import { ConnectionPane } from '../inputs/connection-pane'
import { InputsScreen } from '../inputs/inputs-screen'
import { useSelection } from '../manifest-context'
import type { StreamEntry } from '../streams'
import { useSelectedStream } from '../use-selected-stream'
import { VersionsScreen } from '../versions/versions-screen'
import { YamlPane } from '../yaml/yaml-pane'
import { AllRunsSide } from './all-runs-side'
import { NarrowPanes, useIsNarrow } from './narrow-panes'
import { NoStreams } from './no-streams'
import { PlumbRail } from './plumb-rail'
import { StreamPane } from './stream-pane'
import { TestFoot, TestSide } from './test-side'

interface MainPanesProps {
  projectId: string
}

/** What the chosen screen and view show beside the sidebar; one pane at a time on narrow screens. */
export const MainPanes = memo(function MainPanes({ projectId }: MainPanesProps) {
  const { screen } = useSelection()
  const entry = useSelectedStream()
  if (!useIsNarrow()) return <WidePanes projectId={projectId} />
  return (
    <NarrowPanes
      line={screen.kind === 'versions' ? <VersionsScreen projectId={projectId} /> : <MainPane />}
      test={<SidePane />}
      yaml={<YamlPane entry={entry} />}
    />
  )
})

function WidePanes({ projectId }: MainPanesProps) {
  const { screen, view, isTestClosed, isLineRail, side: sideKind } = useSelection()
  const entry = useSelectedStream()
  const yaml: Pane = { id: 'yaml', children: <YamlPane entry={entry} />, minSize: '420px' }
  const main: Pane = { id: 'main', children: <MainPane />, minSize: '440px' }
  const side: Pane = { id: 'side', children: <SidePane />, minSize: '420px' }

  if (screen.kind === 'versions') return <VersionsScreen projectId={projectId} />
  if (view === 'yaml') {
    const panes = isTestClosed || !entry ? [yaml] : [yaml, side]
    return (
      <Columns name={`${projectId}.yaml`} panes={panes} foot={isTestClosed ? entry : undefined} />
    )
  }
  if (view === 'split')
    return <Columns name={`${projectId}.split`} panes={[main, yaml]} foot={entry} />
  if (screen.kind === 'stream' && entry === undefined) return <NoStreams />
  if (isTestClosed) return <Columns name={projectId} panes={[main]} foot={entry} />
  if (isLineRail && entry) {
    return (
      <>
        <main id="line" className="flex min-h-0">
          <h1 className="sr">{entry.title}</h1>
          <PlumbRail entry={entry} />
        </main>
        <div className="grow min-w-0 flex flex-col" data-pane="test">
          <SidePane />
        </div>
      </>
    )
  }
  const isAlone = screen.kind === 'connector' && sideKind === 'test'
  return <Columns name={projectId} panes={isAlone ? [main] : [main, side]} />
}

function MainPane() {
  const { screen } = useSelection()
  switch (screen.kind) {
    case 'inputs':
      return <InputsScreen />
    case 'connector':
      return <ConnectorScreen />
    default:
      return <StreamPane />
  }
}

/** The test panel of a stream; for inputs the form that others see; for all streams their runs. */
function SidePane() {
  const { screen, side } = useSelection()
  if (side === 'all') return <AllRunsSide />
  return screen.kind === 'inputs' ? <ConnectionPane /> : <TestSide />
}

interface ColumnsProps {
  name: string
  panes: readonly Pane[]
  foot?: StreamEntry | undefined
}

const labels = ['Width of the panes']

function Columns({ name, panes, foot }: ColumnsProps) {
  return (
    <div className="grow min-w-0 flex flex-col">
      <div className="grow min-h-0 flex">
        <Panes
          key={`${name}:${panes.map(({ id }) => id).join('.')}`}
          storageKey={name}
          panes={panes}
          separatorLabels={labels}
        />
      </div>
      {foot && <TestFoot />}
    </div>
  )
}
