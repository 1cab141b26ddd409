'use client'

import { Check, FileBraces, FileWarning, X } from 'lucide-react'
import type { ReactNode } from 'react'
import { IconButton } from '../ui/button'
import { Chip } from '../ui/chip'
import { countOf } from '../ui/measures'
import type { Recognised } from './recognise-manifest'

interface RecognisedRowProps {
  found: Recognised
  fileName: string | undefined
  onRemove: () => void
}

/** What was pasted, and what will become of it. */
export function RecognisedRow({ found, fileName, onRemove }: RecognisedRowProps) {
  const { title, chip, text } = describe(found)
  const isSound = found.kind === 'manifest'
  return (
    <div className="got" role="status">
      <span className="gi">
        {isSound ? <FileBraces className="i" /> : <FileWarning className="i" />}
      </span>
      <div className="grow">
        <div className="row g6">
          <span className="b">{title}</span>
          {chip}
          {fileName && <span className="s11 t3 cut">{fileName}</span>}
        </div>
        <p className="s12 t2">{text}</p>
      </div>
      <IconButton label="Remove" size="sm" icon={<X className="i s" />} onClick={onRemove} />
    </div>
  )
}

function describe(found: Recognised): { title: string; chip: ReactNode; text: string } {
  switch (found.kind) {
    case 'manifest': {
      const version = found.version ? `, written for version ${found.version}` : ''
      return {
        title: 'Airbyte manifest',
        chip: (
          <Chip tone="ok">
            <Check className="i s" />
            Read
          </Chip>
        ),
        text: `${countOf(found.streamCount, 'stream')}${version}.`,
      }
    }
    case 'other-yaml':
      return {
        title: 'YAML without streams',
        chip: <Chip tone="warn">No manifest</Chip>,
        text: 'It opens all the same, with its problems listed.',
      }
    case 'broken':
      return {
        title: found.line === undefined ? 'Not readable' : `Not readable at line ${found.line}`,
        chip: <Chip tone="warn">Broken YAML</Chip>,
        text: `${found.message.replace(/\.$/, '')}. It opens all the same, as text to mend.`,
      }
  }
}
