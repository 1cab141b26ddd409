import type { CallView, TestRead } from '@/lib/testread/test-read'
import { formatDuration } from '../ui/measures'
import { barKindOf } from './call-words'

/** The time axis that all bars share, in milliseconds. */
export interface Axis {
  readonly spanMs: number
  readonly stepMs: number
}

const steps = [1, 2, 5]
const ticksMax = 5

/** From the start of the run to its end, with at most five ticks at round times. */
export function axisOf(read: TestRead): Axis {
  const spanMs = Math.max(read.elapsedMs, 100)
  let size = 1
  while (true) {
    for (const step of steps) {
      if (spanMs / (step * size) <= ticksMax) return { spanMs, stepMs: step * size }
    }
    size *= 10
  }
}

/** `0 s`, `0.5`, `1.0`…, placed over the lines of the bars. */
export function AxisLabels({ axis }: { axis: Axis }) {
  const ticks = Array.from(
    { length: Math.floor((axis.spanMs * 0.93) / axis.stepMs) + 1 },
    (_, index) => index * axis.stepMs,
  )
  return (
    <span className="wf-axis">
      {ticks.map((tick) => (
        <span key={tick} style={{ left: percent(tick, axis) }}>
          {tick === 0 ? '0 s' : (tick / 1000).toFixed(axis.stepMs < 100 ? 2 : 1)}
        </span>
      ))}
    </span>
  )
}

interface CallBarProps {
  call: CallView
  axis: Axis
}

/** When a call ran, how long, and the wait that followed it. */
export function CallBar({ call, axis }: CallBarProps) {
  const { startMs, action, waits } = call
  const endMs = call.endMs ?? axis.spanMs
  const waitedMs = waits.reduce((sum, wait) => sum + wait.seconds * 1000, 0)
  const lastMs = endMs + waitedMs
  const tone = action === 'ignore' ? ' ignore' : action === 'retry' ? ' retry' : ''
  const first = waits[0]
  const label = call.endMs === undefined ? 'running' : formatDuration(call.endMs - startMs)
  return (
    <span className="wf" style={{ backgroundSize: `${(axis.stepMs / axis.spanMs) * 100}% 100%` }}>
      <i
        className={`${barKindOf(call)}${tone}`}
        style={{
          left: percent(startMs, axis),
          width: `max(3px, ${percent(endMs - startMs, axis)})`,
        }}
      />
      {waits.map((wait) => (
        <i
          key={wait.startMs}
          className="wait"
          title={wait.text}
          style={{
            left: percent(wait.startMs, axis),
            width: percent(Math.min(wait.seconds * 1000, axis.spanMs - wait.startMs), axis),
          }}
        />
      ))}
      <em
        className={first ? 'waited' : isCrowded(call, lastMs, axis) ? 'over' : ''}
        style={labelPlace(call, lastMs, axis)}
      >
        {first ? `waited ${formatDuration(waitedMs)}` : label}
      </em>
    </span>
  )
}

/** Shares of the axis that a label needs before and behind its bar. */
const roomBefore = 0.35
const roomBehind = 0.28

function isCrowded({ startMs }: CallView, lastMs: number, { spanMs }: Axis): boolean {
  return startMs < spanMs * roomBefore && lastMs > spanMs * (1 - roomBehind)
}

/** After the bar, before it when there is no room, over it when neither has; over the hatching when it waited. */
function labelPlace(call: CallView, lastMs: number, axis: Axis) {
  const wait = call.waits[0]
  if (wait) {
    const middleMs = wait.startMs + (wait.seconds * 1000) / 2
    return { left: percent(Math.min(middleMs, axis.spanMs), axis), translate: '-50% 0' }
  }
  if (isCrowded(call, lastMs, axis)) {
    const middleMs = (call.startMs + Math.min(lastMs, axis.spanMs)) / 2
    return { left: percent(middleMs, axis), translate: '-50% 0' }
  }
  if (lastMs <= axis.spanMs * (1 - roomBehind))
    return { left: `calc(${percent(lastMs, axis)} + 5px)` }
  return { right: `calc(100% - ${percent(call.startMs, axis)} + 5px)` }
}

const percent = (ms: number, { spanMs }: Axis) =>
  `${Math.max(0, Math.min(100, (ms / spanMs) * 100)).toFixed(2)}%`
