'use client'

import { useState } from 'react'
import { ExportDialog } from '../../export/export-dialog'
import { Button } from '../../ui/button'
import { useManifestSnapshot } from '../manifest-context'
import type { Autosave } from '../use-autosave'

interface ExportButtonProps {
  projectId: string
  projectName: string
  autosave: Autosave
}

/** Opens the ways out of the studio. What is on screen is saved first. */
export function ExportButton({ projectId, projectName, autosave }: ExportButtonProps) {
  const { text } = useManifestSnapshot()
  const [isOpen, setOpen] = useState(false)
  const open = () => {
    void autosave.saver.saveNow()
    setOpen(true)
  }
  return (
    <>
      <Button onClick={open}>Export</Button>
      <ExportDialog
        projectId={projectId}
        projectName={projectName}
        text={text}
        isSaved={autosave.state.kind === 'saved'}
        isOpen={isOpen}
        onClose={() => setOpen(false)}
      />
    </>
  )
}
