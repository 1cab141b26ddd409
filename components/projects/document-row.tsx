'use client'

import { Check, FileBraces, FileWarning, X } from 'lucide-react'
import type { RecognisedDocument } from '@/lib/contracts/imports'
import { IconButton } from '../ui/button'
import { Chip } from '../ui/chip'

interface DocumentRowProps {
  document: RecognisedDocument
  onRemove: () => void
}

/** What one document is, or why it cannot be read and where. */
export function DocumentRow({ document, onRemove }: DocumentRowProps) {
  const { name, title, text, place, isRead } = document
  return (
    <li className="got">
      <span className="gi">
        {isRead ? <FileBraces className="i" /> : <FileWarning className="i" />}
      </span>
      <div className="grow">
        <div className="row g6">
          <span className="b">{title ?? 'Not readable'}</span>
          {isRead ? (
            <Chip tone="ok">
              <Check className="i s" />
              Read
            </Chip>
          ) : (
            <Chip tone="warn">
              {place ? `Line ${place.line}, column ${place.column}` : 'Not recognised'}
            </Chip>
          )}
          <span className="s11 t3 cut">{name}</span>
        </div>
        <p className="s12 t2">{text}</p>
      </div>
      <IconButton
        label={`Remove ${name}`}
        size="sm"
        icon={<X className="i s" />}
        onClick={onRemove}
      />
    </li>
  )
}
