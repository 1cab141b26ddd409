'use client'

import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, useRef } from 'react'
import type { CallView, TestRead } from '@/lib/testread/test-read'
import { CallRow } from './call-row'
import { barKindOf, kindWords } from './call-words'
import { curlCommand } from './curl'
import { AxisLabels, axisOf } from './waterfall'

interface CallsTableProps {
  read: TestRead
  calls: readonly CallView[]
  selected: number | undefined
  onSelect: (call: number) => void
}

const rowPx = 42

/** The calls in order of their start; arrows move, Enter shows the detail, C copies as cURL. */
export function CallsTable({ read, calls, selected, onSelect }: CallsTableProps) {
  const scroller = useRef<HTMLDivElement>(null)
  const window = useVirtualizer({
    count: calls.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowPx,
    overscan: 10,
  })
  const axis = axisOf(read)
  const at = Math.max(
    0,
    calls.findIndex((call) => call.call === selected),
  )

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.metaKey || event.ctrlKey || event.altKey) return
    const current = calls[at]
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step) {
      const next = calls[at + step]
      if (!next) return
      window.scrollToIndex(at + step)
      onSelect(next.call)
      requestAnimationFrame(() => focusRow(scroller.current, next.call))
    } else if (event.key === 'c' && current) {
      void navigator.clipboard.writeText(curlCommand(current.sent))
    } else return
    event.preventDefault()
  }

  return (
    <>
      <div className="wf-head" aria-hidden="true">
        <span />
        <span>Call</span>
        <span />
        <span>Action</span>
        <span className="r">Size</span>
        <AxisLabels axis={axis} />
      </div>
      <div
        ref={scroller}
        className="scroll"
        role="treegrid"
        aria-label="Calls"
        aria-rowcount={calls.length}
        onKeyDown={onKeyDown}
      >
        <div role="presentation" style={{ height: window.getTotalSize(), position: 'relative' }}>
          {window.getVirtualItems().map((item) => {
            const call = calls[item.index]
            return (
              call && (
                <CallRow
                  key={call.call}
                  call={call}
                  read={read}
                  axis={axis}
                  place={{ index: item.index, top: item.start, isTabStop: item.index === at }}
                  isSelected={call.call === selected}
                  onSelect={onSelect}
                />
              )
            )
          })}
        </div>
      </div>
      <Legend calls={calls} />
    </>
  )
}

function focusRow(scroller: HTMLElement | null, call: number) {
  scroller?.querySelector<HTMLElement>(`[data-call="${call}"]`)?.focus()
}

function Legend({ calls }: { calls: readonly CallView[] }) {
  const kinds = [...new Set(calls.map(barKindOf))]
  const hasWaits = calls.some((call) => call.waits.length > 0)
  return (
    <div className="wf-legend">
      {kinds.map((kind) => (
        <span key={kind} className="row g6">
          <i className={`swatch ${kind}`} />
          {kindWords[kind]}
        </span>
      ))}
      {hasWaits && (
        <span className="row g6">
          <i className="swatch wait" />
          Wait
        </span>
      )}
      <span className="end hide-n">Secrets are masked before they are kept</span>
    </div>
  )
}
