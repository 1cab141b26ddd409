'use client'

import type { ReactNode } from 'react'
import { Button } from './button'
import { Dialog } from './dialog'

interface ConfirmDialogProps {
  title: string
  /** What the button says; names the thing. */
  verb: string
  isBusy: boolean
  error: string | undefined
  onConfirm: () => void
  onClose: () => void
  /** What is lost. */
  children: ReactNode
}

/** Asks before something that no undo brings back. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { title, verb, isBusy, error, onConfirm, onClose, children } = props
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={title}
      footer={
        <>
          <span className="grow" />
          <Button onClick={onClose}>Keep it</Button>
          <Button variant="danger" isBusy={isBusy} onClick={onConfirm}>
            {verb}
          </Button>
        </>
      }
    >
      <p>{children}</p>
      {error !== undefined && (
        <p className="hint bad mt-2" role="alert">
          {error}
        </p>
      )}
    </Dialog>
  )
}
