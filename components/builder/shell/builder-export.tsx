'use client'

import { ExportDialog } from '../../export/export-dialog'
import type { Autosave } from '../use-autosave'
import { useManifestPart } from '../use-stream-entries'

interface BuilderExportProps {
  project: { readonly id: string; readonly name: string }
  autosave: Autosave
  isOpen: boolean
  onClose: () => void
}

/** The ways out of the studio, for the text on screen. */
export function BuilderExport({ project, autosave, isOpen, onClose }: BuilderExportProps) {
  const text = useManifestPart((snapshot) => (isOpen ? snapshot.text : ''))
  return (
    <ExportDialog
      projectId={project.id}
      projectName={project.name}
      text={text}
      isSaved={autosave.state.kind === 'saved'}
      isOpen={isOpen}
      onClose={onClose}
    />
  )
}
