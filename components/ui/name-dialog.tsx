'use client'

import { type FormEvent, useId, useState } from 'react'
import { Button } from './button'
import { Dialog } from './dialog'
import { TextField } from './text-field'

interface NameDialogProps {
  title: string
  verb: string
  initial: string
  isBusy: boolean
  error: string | undefined
  onName: (name: string) => void
  onClose: () => void
}

/** Asks for one name. */
export function NameDialog(props: NameDialogProps) {
  const { title, verb, initial, isBusy, error, onName, onClose } = props
  const [name, setName] = useState(initial)
  const formId = useId()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (name.trim() !== '') onName(name.trim())
  }
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={title}
      footer={
        <>
          <span className="grow" />
          <Button onClick={onClose}>Close</Button>
          <Button
            type="submit"
            form={formId}
            variant="primary"
            isBusy={isBusy}
            disabledReason={name.trim() === '' ? 'A name needs a character' : undefined}
          >
            {verb}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit}>
        <TextField
          label="Name"
          value={name}
          maxLength={200}
          onChange={setName}
          onFocus={(event) => event.target.select()}
          error={error}
        />
      </form>
    </Dialog>
  )
}
