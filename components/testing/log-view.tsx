'use client'

import { useVirtualizer } from '@tanstack/react-virtual'
import { useMemo, useRef, useState } from 'react'
import { formatPath } from '@/lib/engine/path'
import type { TestRead } from '@/lib/testread/test-read'
import { Chip, type ChipTone } from '../ui/chip'
import { EmptyState } from '../ui/empty-state'
import { Segmented } from '../ui/segmented'
import type { StreamRun } from './run-store'

interface LogViewProps {
  run: StreamRun
  onShowCall: (call: number) => void
}

type Note = TestRead['notes'][number]
type Level = Note['level']

const tones: Record<Level, ChipTone> = { debug: 'line', info: 'plain', warn: 'warn', error: 'bad' }
const rank: Record<Level, number> = { debug: 0, info: 1, warn: 2, error: 3 }
const choices = [
  { value: 'debug', label: 'All' },
  { value: 'info', label: 'Info' },
  { value: 'warn', label: 'Warnings' },
] as const

/** What the engine noted, in order, each with the call it belongs to. */
export function LogView({ run, onShowCall }: LogViewProps) {
  const { notes, errors, status } = run.read
  const [least, setLeast] = useState<'debug' | 'info' | 'warn'>('debug')
  const scroller = useRef<HTMLDivElement>(null)
  const lines = useMemo(() => {
    const failed = errors.map(
      (error): Note => ({ ...error, kind: 'note', level: 'error', text: error.message }),
    )
    return [...notes, ...failed]
      .filter((note) => rank[note.level] >= rank[least])
      .sort((a, b) => a.atMs - b.atMs)
  }, [notes, errors, least])
  const window = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => 34,
    overscan: 10,
  })
  if (notes.length + errors.length === 0) {
    const text = status === 'running' ? 'Nothing noted so far.' : 'The engine had nothing to note.'
    return <EmptyState title="Log is empty" text={text} />
  }
  return (
    <>
      <div className="bar">
        <Segmented label="Level" size="sm" value={least} choices={choices} onChange={setLeast} />
      </div>
      <div
        ref={scroller}
        className="scroll"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the log has to scroll by keyboard
        tabIndex={0}
        role="log"
        aria-live="off"
        aria-label="Log"
      >
        <div style={{ height: window.getTotalSize(), position: 'relative' }}>
          {window.getVirtualItems().map((item) => {
            const note = lines[item.index]
            return (
              note && (
                <div
                  key={item.key}
                  ref={window.measureElement}
                  data-index={item.index}
                  className="log-row"
                  style={{ transform: `translateY(${item.start}px)` }}
                >
                  <LogLine note={note} onShowCall={onShowCall} />
                </div>
              )
            )
          })}
        </div>
      </div>
    </>
  )
}

function LogLine({ note, onShowCall }: { note: Note; onShowCall: (call: number) => void }) {
  const { level, text, path, call, atMs } = note
  return (
    <>
      <span className="mono t3">{(atMs / 1000).toFixed(2)} s</span>
      <Chip tone={tones[level]}>{level}</Chip>
      <span className="grow">
        {text}
        {path.length > 0 && <span className="mono t3 block">{formatPath(path)}</span>}
      </span>
      {call !== undefined && (
        <button type="button" className="bare link s12 nowrap" onClick={() => onShowCall(call)}>
          Call {call}
        </button>
      )}
    </>
  )
}
