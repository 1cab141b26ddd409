'use client'

import { Copy } from 'lucide-react'
import { stringifyJson } from '@/lib/engine/values/json'
import type { JsonObject } from '@/lib/engine/values/value'
import { Button } from '../ui/button'
import { EmptyState } from '../ui/empty-state'
import { sliceLabel } from './call-words'
import { JsonText } from './json-text'
import { prettyJson } from './pretty-json'
import type { StreamRun } from './run-store'
import type { RunControl } from './use-run-control'

interface StateViewProps {
  run: StreamRun
  control: RunControl
}

/** What the stream knew before the run and knows after it, whole and slice by slice. */
export function StateView({ run, control }: StateViewProps) {
  const { read, request } = run
  const after = read.state
  if (!after && !request.state) {
    const text =
      read.status === 'running'
        ? 'A state comes when a slice has ended.'
        : 'This stream keeps none: every run reads all of it.'
    return <EmptyState title="No state" text={text} />
  }
  const isStart = after !== undefined && same(control.startState, after)
  const slices = read.slices.filter((slice) => slice.stateAfter)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: long state has to scroll by keyboard
    <div className="scroll pad-l" tabIndex={0} role="region" aria-label="State">
      <Change before={request.state} after={after} />
      {after && (
        <div className="row g6 mt-3">
          <Button
            variant={isStart ? 'plain' : 'primary'}
            size="sm"
            onClick={() => control.setStartState(isStart ? undefined : after)}
          >
            {isStart ? 'Start with nothing read again' : 'Use as start of next run'}
          </Button>
          <Button
            variant="ghost"
            size="sm"
            icon={<Copy className="i s" />}
            onClick={() => void navigator.clipboard.writeText(prettyJson(after))}
          >
            Copy
          </Button>
        </div>
      )}
      {slices.length > 1 && <h3 className="hx">Slice by slice</h3>}
      {slices.length > 1 &&
        slices.map((slice, index) => (
          <details key={slice.slice} className="fold">
            <summary>
              Slice {slice.slice + 1} <span className="t3">{sliceLabel(slice)}</span>
            </summary>
            <Change
              before={slices[index - 1]?.stateAfter ?? request.state}
              after={slice.stateAfter}
            />
          </details>
        ))}
    </div>
  )
}

interface ChangeProps {
  before: JsonObject | undefined
  after: JsonObject | undefined
}

function Change({ before, after }: ChangeProps) {
  return (
    <div className="change card clip">
      <h4>Before</h4>
      <h4>After</h4>
      <Side state={before} none="(nothing read yet)" />
      <div className={same(before, after) ? '' : 'changed'}>
        <Side state={after} none="(no state)" />
      </div>
    </div>
  )
}

function Side({ state, none }: { state: JsonObject | undefined; none: string }) {
  if (!state) return <p className="mono t2 side-none">{none}</p>
  return <JsonText value={state} />
}

function same(a: JsonObject | undefined, b: JsonObject | undefined): boolean {
  if (!a || !b) return a === b
  return stringifyJson(a) === stringifyJson(b)
}
