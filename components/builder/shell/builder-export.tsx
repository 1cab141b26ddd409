'use client'

import { ExportDialog } from '../../export/export-dialog'
import { useManifestSnapshot } from '../manifest-context'
import type { Autosave } from '../use-autosave'

interface BuilderExportProps {
  project: { readonly id: string; readonly name: string }
  autosave: Autosave
  isOpen: boolean
  onClose: () => void
}

/** The ways out of the studio, for the text on screen. */
export function BuilderExport({ project, autosave, isOpen, onClose }: BuilderExportProps) {
  const { text } = useManifestSnapshot()
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
