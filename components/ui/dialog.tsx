'use client'

import { Dialog as Base } from '@base-ui/react/dialog'
import { X } from 'lucide-react'
import type { KeyboardEvent, ReactNode } from 'react'
import { IconButton } from './button'

interface DialogProps {
  isOpen: boolean
  onClose: () => void
  title: string
  /** Beside the title, at the right. */
  aside?: ReactNode
  /** The buttons; the last one does it. */
  footer?: ReactNode
  size?: 'md' | 'wide'
  /** `flush` leaves the padding to the content. */
  inside?: 'padded' | 'flush'
  children: ReactNode
}

/** A dialog over everything: focus is kept inside and given back, `Esc` closes. */
export function Dialog(props: DialogProps) {
  const { isOpen, onClose, title, aside, footer, size = 'md', inside = 'padded', children } = props
  return (
    <Base.Root
      open={isOpen}
      onOpenChange={(open) => {
        if (!open) onClose()
      }}
    >
      <Base.Portal>
        <Base.Backdrop className="scrim" />
        <Base.Popup
          className={size === 'wide' ? 'dialog wide' : 'dialog'}
          onKeyDownCapture={(event) => {
            if (!closesAtOnce(event)) return
            event.preventDefault()
            event.stopPropagation()
            onClose()
          }}
        >
          <header>
            <Base.Title>{title}</Base.Title>
            <span className="grow" />
            {aside}
            <IconButton label="Close" size="sm" icon={<X className="i s" />} onClick={onClose} />
          </header>
          <div className={inside === 'flush' ? 'inside flush' : 'inside'}>{children}</div>
          {footer && <footer>{footer}</footer>}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  )
}

/**
 * Escape on a button closes the dialog, also while a tooltip explains the button: the tooltip would
 * take the key for itself. Whatever the button has opened is closed first.
 */
function closesAtOnce({ key, target, currentTarget }: KeyboardEvent): boolean {
  if (key !== 'Escape' || !(target instanceof HTMLElement)) return false
  const isOurs = currentTarget.contains(target) && target.closest('button, a') !== null
  return isOurs && target.closest('[aria-expanded=true]') === null
}
