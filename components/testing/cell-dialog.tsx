'use client'

import { Copy } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../ui/button'
import { Dialog } from '../ui/dialog'
import { Segmented } from '../ui/segmented'
import { prettyJson } from './pretty-json'
import type { OpenCell } from './use-grid-keys'

interface CellDialogProps {
  cell: OpenCell | undefined
  onClose: () => void
}

const parts = [
  { value: 'value', label: 'Value' },
  { value: 'record', label: 'Record' },
] as const

/** One value in full, or the record it stands in. */
export function CellDialog({ cell, onClose }: CellDialogProps) {
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
        <Button
          icon={<Copy className="i s" />}
          onClick={() => void navigator.clipboard.writeText(text)}
        >
          Copy
        </Button>
      }
    >
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: long text has to scroll by keyboard */}
      <pre className="whole" tabIndex={0}>
        {text}
      </pre>
    </Dialog>
  )
}
