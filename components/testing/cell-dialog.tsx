'use client'

import { ArrowDownToLine, Copy } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../ui/button'
import { Dialog } from '../ui/dialog'
import { Segmented } from '../ui/segmented'
import { bodyPathText } from './body-path'
import { prettyJson } from './pretty-json'
import type { RecordOrigin } from './record-origin'
import type { OpenCell } from './use-grid-keys'

interface CellDialogProps {
  cell: OpenCell | undefined
  origin: RecordOrigin | undefined
  onShowOrigin: (origin: RecordOrigin) => void
  onClose: () => void
}

const parts = [
  { value: 'value', label: 'Value' },
  { value: 'record', label: 'Record' },
] as const

/** One value in full, or the record it stands in. */
export function CellDialog({ cell, origin, onShowOrigin, onClose }: CellDialogProps) {
  const [part, setPart] = useState<'value' | 'record'>('value')
  if (!cell) return null
  const value = cell[part]
  const text = typeof value === 'string' ? value : prettyJson(value)
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={cell.title}
      aside={<Segmented label="Show" size="sm" value={part} choices={parts} onChange={setPart} />}
      footer={
        <>
          {origin && <OriginWords origin={origin} />}
          <span className="grow" />
          {origin && (
            <Button
              icon={<ArrowDownToLine className="i s" />}
              onClick={() => {
                onClose()
                onShowOrigin(origin)
              }}
            >
              Show where it came from
            </Button>
          )}
          <Button
            icon={<Copy className="i s" />}
            onClick={() => void navigator.clipboard.writeText(text)}
          >
            Copy
          </Button>
        </>
      }
    >
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: long text has to scroll by keyboard */}
      <pre className="whole" tabIndex={0}>
        {text}
      </pre>
    </Dialog>
  )
}

function OriginWords({ origin }: { origin: RecordOrigin }) {
  const { call, keys } = origin
  return (
    <span className="s12 t2 cut">
      Call {call}
      {keys && (
        <>
          , <code>{bodyPathText(keys)}</code>
        </>
      )}
    </span>
  )
}
