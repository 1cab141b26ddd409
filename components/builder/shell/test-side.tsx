'use client'

import { ChevronUp } from 'lucide-react'
import { RunButton } from '../../testing/run-head'
import { TestPanel, type TestPanelProps } from '../../testing/test-panel'
import { useRunControl } from '../../testing/use-run-control'
import { Bob } from '../../ui/bob'
import { IconButton } from '../../ui/button'
import { counted } from '../line/numbers'
import { useBuilder } from '../manifest-context'
import { useTestPanelProps } from './use-test-panel-props'

/** The test panel of the stream on screen. */
export function TestSide() {
  const props = useTestPanelProps()
  if (props === undefined) return <div className="pane grow" />
  return (
    <div className="grow min-h-0 flex flex-col" data-pane="test">
      <TestPanel {...props} />
    </div>
  )
}

/** The test panel, folded to a bar: Run, and what the last run proved. */
export function TestFoot() {
  const props = useTestPanelProps()
  if (props === undefined) return null
  return <FootBar {...props} />
}

function FootBar(props: TestPanelProps) {
  const { state } = useBuilder()
  const control = useRunControl(props)
  const read = control.run?.read
  const proof = control.run?.proof
  return (
    <section className="foot-bar" aria-label="Test" id="test" data-pane="test">
      <RunButton control={control} blockedReason={props.actions.blockedReason} />
      {read && (
        <span className="s12 t2 num">
          {counted(read.records.length, 'record')} · {counted(read.calls.length, 'call')}
        </span>
      )}
      <span className="grow" />
      {proof && (
        <span className="row g6 b">
          <Bob level={proof.level} isSample={proof.isSample} label="" /> {proof.title}
        </span>
      )}
      <IconButton
        label="Open the test panel"
        size="sm"
        icon={<ChevronUp className="i s" />}
        onClick={() => {
          state.setView('form')
          state.setLayout({ isTestClosed: false })
        }}
      />
    </section>
  )
}
