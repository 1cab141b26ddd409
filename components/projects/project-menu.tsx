'use client'

import { Copy, Ellipsis, PencilLine, Trash2 } from 'lucide-react'
import { useState } from 'react'
import {
  useDeleteProject,
  useDuplicateProject,
  useRenameProject,
} from '@/lib/client/queries/projects'
import type { ProjectSummary } from '@/lib/contracts/projects'
import { IconButton } from '../ui/button'
import { ConfirmDialog } from '../ui/confirm-dialog'
import { Menu } from '../ui/menu'
import { NameDialog } from '../ui/name-dialog'

type Open = 'rename' | 'duplicate' | 'delete'

/** Rename, duplicate, delete. */
export function ProjectMenu({ project }: { project: ProjectSummary }) {
  const [open, setOpen] = useState<Open>()
  const rename = useRenameProject()
  const duplicate = useDuplicateProject()
  const remove = useDeleteProject()
  const close = () => setOpen(undefined)
  return (
    <>
      <Menu
        trigger={
          <IconButton
            size="sm"
            label={`More for ${project.name}`}
            icon={<Ellipsis className="i s" />}
          />
        }
        items={[
          {
            label: 'Rename…',
            icon: <PencilLine className="i" />,
            onSelect: () => setOpen('rename'),
          },
          {
            label: 'Duplicate…',
            icon: <Copy className="i" />,
            onSelect: () => setOpen('duplicate'),
          },
          {
            label: 'Delete…',
            icon: <Trash2 className="i" />,
            isDanger: true,
            startsGroup: true,
            onSelect: () => setOpen('delete'),
          },
        ]}
      />
      {open === 'rename' && (
        <NameDialog
          title="Rename"
          verb="Rename"
          initial={project.name}
          isBusy={rename.isPending}
          error={rename.error?.message}
          onClose={close}
          onName={(name) => rename.mutate({ projectId: project.id, name }, { onSuccess: close })}
        />
      )}
      {open === 'duplicate' && (
        <NameDialog
          title={`Duplicate ${project.name}`}
          verb="Duplicate"
          initial={`${project.name} copy`}
          isBusy={duplicate.isPending}
          error={duplicate.error?.message}
          onClose={close}
          onName={(name) => duplicate.mutate({ projectId: project.id, name }, { onSuccess: close })}
        />
      )}
      {open === 'delete' && (
        <ConfirmDialog
          title={`Delete ${project.name}?`}
          verb={`Delete ${project.name}`}
          isBusy={remove.isPending}
          error={remove.error?.message}
          onClose={close}
          onConfirm={() => remove.mutate(project.id, { onSuccess: close })}
        >
          Its draft, versions, environments and runs go with it. There is no way back.
        </ConfirmDialog>
      )}
    </>
  )
}
