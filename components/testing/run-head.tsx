'use client'

import { useQuery } from '@tanstack/react-query'
import { ChevronDown, ListChecks, PanelRight, Play, Server, Square } from 'lucide-react'
import { environmentQueries } from '@/lib/client/queries/environments'
import { Button, IconButton } from '../ui/button'
import { Menu } from '../ui/menu'
import { Select } from '../ui/select'
import { LimitsPopover } from './limits-popover'
import { SlicesPopover } from './slices-popover'
import type { PanelActions, PanelEnvironment } from './test-panel'
import type { RunControl } from './use-run-control'

interface RunHeadProps {
  projectId: string
  control: RunControl
  environment: PanelEnvironment
  actions: PanelActions
}

/** Run or Cancel, the environment, where to start, and how far to read. */
export function RunHead({ projectId, control, environment, actions }: RunHeadProps) {
  return (
    <>
      <div className="phead">
        <RunButton control={control} blockedReason={actions.blockedReason} />
        <EnvironmentSelect projectId={projectId} environment={environment} />
        <span className="hide-n">
          <StartMenu control={control} />
        </span>
        <SlicesPopover control={control} />
        <span className="grow" />
        {actions.showAll && (
          <IconButton
            label="Runs of all streams"
            icon={<ListChecks className="i" />}
            onClick={actions.showAll}
          />
        )}
        <LimitsPopover options={control.options} onChange={control.setOptions} />
        {actions.widen && (
          <IconButton
            label="Widen the test panel"
            icon={<PanelRight className="i" />}
            onClick={actions.widen}
          />
        )}
      </div>
      <MissingInputs environment={environment} onOpenInputs={actions.openInputs} />
    </>
  )
}

interface RunButtonProps {
  control: RunControl
  blockedReason: string | undefined
}

/** Run and Cancel share their place. */
export function RunButton({ control, blockedReason }: RunButtonProps) {
  if (control.isRunning) {
    return (
      <Button
        variant="danger"
        icon={<Square className="i s" />}
        keys="esc"
        className="run-btn"
        onClick={control.cancel}
      >
        Cancel
      </Button>
    )
  }
  return (
    <Button
      variant="primary"
      icon={<Play className="i s" />}
      keys="mod+enter"
      className="run-btn"
      disabledReason={blockedReason}
      onClick={control.start}
    >
      Run
    </Button>
  )
}

function EnvironmentSelect({
  projectId,
  environment,
}: {
  projectId: string
  environment: PanelEnvironment
}) {
  const { data } = useQuery(environmentQueries.list(projectId))
  const environments = data ?? []
  const first = environments[0]
  if (!first) return null
  const options = environments.map(({ id, name }) => ({ value: id, label: name }))
  return (
    <Select
      label="Environment"
      look="button"
      icon={<Server className="i s" />}
      value={environment.id ?? first.id}
      options={options}
      onChange={environment.onChange}
    />
  )
}

function StartMenu({ control }: { control: RunControl }) {
  const { startState, setStartState, run } = control
  const after = run?.read.state
  return (
    <Menu
      align="start"
      trigger={
        <Button variant="ghost">
          {startState ? 'Start: a kept state' : 'Start: nothing read yet'}
          <ChevronDown className="i s" />
        </Button>
      }
      items={[
        { label: 'Nothing read yet', onSelect: () => setStartState(undefined) },
        {
          label: 'State after this run',
          isDisabled: !after,
          onSelect: () => setStartState(after),
        },
      ]}
    />
  )
}

function MissingInputs({
  environment,
  onOpenInputs,
}: {
  environment: PanelEnvironment
  onOpenInputs: (() => void) | undefined
}) {
  const missing = environment.missingInputs ?? []
  if (missing.length === 0) return null
  return (
    <div className="strip warn" role="status">
      <span className="grow cut">
        {missing.length === 1 ? 'No value for input ' : 'No values for inputs '}
        <code>{missing.slice(0, 3).join(', ')}</code>
        {missing.length > 3 && ` and ${missing.length - 3} more`}
      </span>
      {onOpenInputs && (
        <Button variant="ghost" size="sm" onClick={onOpenInputs}>
          Set {missing.length === 1 ? 'it' : 'them'}
        </Button>
      )}
    </div>
  )
}
