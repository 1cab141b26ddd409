'use client'

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { usePublishVersion, versionQueries } from '@/lib/client/queries/versions'
import type { Project } from '@/lib/contracts/projects'
import { Button } from '../../ui/button'
import { Dialog } from '../../ui/dialog'
import { Notice } from '../../ui/notice'
import { TextArea } from '../../ui/text-field'
import type { Autosave } from '../use-autosave'
import { useManifestPart } from '../use-stream-entries'

interface PublishButtonProps {
  project: Project
  autosave: Autosave
}

/** Freezes the draft as the next version, with a note on what changed. */
export function PublishButton({ project, autosave }: PublishButtonProps) {
  const isEditable = useManifestPart((snapshot) => snapshot.isEditable)
  const { data: versions = [] } = useQuery(versionQueries.list(project.id))
  const [isOpen, setOpen] = useState(false)
  const [notes, setNotes] = useState('')
  const publish = usePublishVersion(project.id)
  const number = (versions[0]?.number ?? 0) + 1
  const submit = async () => {
    await autosave.saver.saveNow()
    publish.mutate(
      { notes: notes.trim(), revision: autosave.saver.revision },
      {
        onSuccess: () => {
          setOpen(false)
          setNotes('')
        },
      },
    )
  }
  return (
    <>
      <Button
        className="publish"
        disabledReason={isEditable ? undefined : 'The YAML cannot be read'}
        onClick={() => setOpen(true)}
      >
        Publish version
      </Button>
      <Dialog
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        title={`Publish version ${number}`}
        footer={
          <>
            <Button variant="ghost" onClick={() => setOpen(false)}>
              Cancel
            </Button>
            <span className="grow" />
            <Button variant="primary" isBusy={publish.isPending} onClick={() => void submit()}>
              Publish version {number}
            </Button>
          </>
        }
      >
        <div className="col g12">
          <p className="t2">A version never changes. The draft stays as it is and goes on.</p>
          <TextArea
            label="What changed"
            value={notes}
            onChange={setNotes}
            placeholder="Orders are read by the hour"
          />
          {publish.error && (
            <Notice tone="bad" title="Not published">
              {publish.error.message}
            </Notice>
          )}
        </div>
      </Dialog>
    </>
  )
}
