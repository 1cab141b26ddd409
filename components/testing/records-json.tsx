'use client'

import { useVirtualizer } from '@tanstack/react-virtual'
import { useRef } from 'react'
import type { RecordRow } from '@/lib/testread/test-read'
import { JsonText } from './json-text'

/** Records as JSON, one after the other; only those in sight are in the page. */
export function RecordsJson({ rows }: { rows: readonly RecordRow[] }) {
  const scroller = useRef<HTMLDivElement>(null)
  const window = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => 180,
    overscan: 4,
  })
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: the list has to scroll by keyboard
    <div ref={scroller} className="scroll" role="region" aria-label="Records as JSON" tabIndex={0}>
      <ol className="json-rows" style={{ height: window.getTotalSize() }}>
        {window.getVirtualItems().map((item) => {
          const row = rows[item.index]
          return (
            row && (
              <li
                key={item.key}
                data-index={item.index}
                ref={window.measureElement}
                style={{ transform: `translateY(${item.start}px)` }}
              >
                <span className="rn">{item.index + 1}</span>
                <JsonText value={row.data} />
              </li>
            )
          )
        })}
      </ol>
    </div>
  )
}
