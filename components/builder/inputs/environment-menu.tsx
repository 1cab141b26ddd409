'use client'

import { ClipboardPaste, Ellipsis, Pencil, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useDeleteEnvironment, useRenameEnvironment } from '@/lib/client/queries/environments'
import type { Environment } from '@/lib/contracts/environments'
import { ConfirmDialog } from '../../ui/confirm-dialog'
import { countOf } from '../../ui/measures'
import { Menu } from '../../ui/menu'
import { NameDialog } from '../../ui/name-dialog'
import { useBuilder } from '../manifest-context'
import { PasteValuesDialog } from './paste-values-dialog'

/** Fills, renames or deletes the environment on screen. */
export function EnvironmentMenu({ environment }: { environment: Environment }) {
  const { projectId } = useBuilder()
  const [open, setOpen] = useState<'paste' | 'rename' | 'delete'>()
  const rename = useRenameEnvironment(projectId)
  const remove = useDeleteEnvironment(projectId)
  const secrets = Object.keys(environment.secrets).length
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
            label: 'Paste values…',
            icon: <ClipboardPaste className="i s" />,
            onSelect: () => setOpen('paste'),
          },
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
      {open === 'paste' && <PasteValuesDialog environment={environment} onClose={close} />}
      {open === 'rename' && (
        <NameDialog
          title={`Rename ${environment.name}`}
          verb="Rename"
          initial={environment.name}
          isBusy={rename.isPending}
          error={rename.error?.message}
          onClose={close}
          onName={(name) =>
            rename.mutate({ environmentId: environment.id, name }, { onSuccess: close })
          }
        />
      )}
      {open === 'delete' && (
        <ConfirmDialog
          title={`Delete ${environment.name}?`}
          verb={`Delete ${environment.name}`}
          isBusy={remove.isPending}
          error={remove.error?.message}
          onClose={close}
          onConfirm={() => remove.mutate(environment.id, { onSuccess: close })}
        >
          Its test values are deleted{secrets > 0 && `, with ${countOf(secrets, 'secret')}`}. There
          is no way back; the manifest stays as it is.
        </ConfirmDialog>
      )}
    </>
  )
}
