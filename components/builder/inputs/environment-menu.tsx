'use client'

import { Ellipsis, Pencil, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useDeleteEnvironment, useRenameEnvironment } from '@/lib/client/queries/environments'
import type { Environment } from '@/lib/contracts/environments'
import { Button } from '../../ui/button'
import { Dialog } from '../../ui/dialog'
import { Menu } from '../../ui/menu'
import { Notice } from '../../ui/notice'
import { TextField } from '../../ui/text-field'
import { useBuilder } from '../manifest-context'

/** Renames or deletes the environment on screen. */
export function EnvironmentMenu({ environment }: { environment: Environment }) {
  const [open, setOpen] = useState<'rename' | 'delete'>()
  const close = () => setOpen(undefined)
  return (
    <>
      <Menu
        trigger={
          <button
            type="button"
            className="btn ghost sm icon"
            aria-label={`More about ${environment.name}`}
          >
            <Ellipsis className="i s" />
          </button>
        }
        items={[
          {
            label: 'Rename…',
            icon: <Pencil className="i s" />,
            onSelect: () => setOpen('rename'),
          },
          {
            label: 'Delete…',
            icon: <Trash2 className="i s" />,
            isDanger: true,
            startsGroup: true,
            onSelect: () => setOpen('delete'),
          },
        ]}
      />
      {open === 'rename' && <RenameDialog environment={environment} onClose={close} />}
      {open === 'delete' && <DeleteDialog environment={environment} onClose={close} />}
    </>
  )
}

interface EnvironmentDialogProps {
  environment: Environment
  onClose: () => void
}

function RenameDialog({ environment, onClose }: EnvironmentDialogProps) {
  const { projectId } = useBuilder()
  const [name, setName] = useState(environment.name)
  const rename = useRenameEnvironment(projectId)
  const wanted = name.trim()
  const submit = () => {
    if (wanted === environment.name) onClose()
    else if (wanted !== '') {
      rename.mutate({ environmentId: environment.id, name: wanted }, { onSuccess: onClose })
    }
  }
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={`Rename ${environment.name}`}
      footer={
        <>
          <Button variant="ghost" onClick={onClose}>
            Cancel
          </Button>
          <span className="grow" />
          <Button
            variant="primary"
            isBusy={rename.isPending}
            disabledReason={wanted === '' ? 'A name needs a character' : undefined}
            onClick={submit}
          >
            Rename
          </Button>
        </>
      }
    >
      <TextField
        label="Name"
        value={name}
        onChange={setName}
        error={rename.error?.message}
        onKeyDown={(event) => {
          if (event.key === 'Enter') submit()
        }}
      />
    </Dialog>
  )
}

function DeleteDialog({ environment, onClose }: EnvironmentDialogProps) {
  const { projectId } = useBuilder()
  const remove = useDeleteEnvironment(projectId)
  const secrets = Object.keys(environment.secrets).length
  const lost = secrets === 1 ? '1 secret' : `${secrets} secrets`
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={`Delete ${environment.name}`}
      footer={
        <>
          <Button variant="ghost" onClick={onClose}>
            Cancel
          </Button>
          <span className="grow" />
          <Button
            variant="danger"
            isBusy={remove.isPending}
            onClick={() => remove.mutate(environment.id, { onSuccess: onClose })}
          >
            Delete {environment.name}
          </Button>
        </>
      }
    >
      <p>
        Its test values are deleted{secrets > 0 && `, with ${lost}`}. This cannot be undone; the
        manifest stays as it is.
      </p>
      {remove.error && (
        <Notice tone="bad" title="Not deleted">
          {remove.error.message}
        </Notice>
      )}
    </Dialog>
  )
}
