'use client'

import { Button } from '../../ui/button'
import { Dialog } from '../../ui/dialog'
import { useUndoToast } from '../../ui/toast'
import { useBuilder } from '../manifest-context'
import { type ChildrenAnswer, deleteStream } from '../stream-edits'
import { childrenOf, type StreamEntry } from '../streams'

interface DeleteStreamDialogProps {
  isOpen: boolean
  onClose: () => void
  entry: StreamEntry
  entries: readonly StreamEntry[]
}

/** Deletes a stream; when others read it as their parent, asks what becomes of them. */
export function DeleteStreamDialog({ isOpen, onClose, entry, entries }: DeleteStreamDialogProps) {
  const { document } = useBuilder()
  const sayUndo = useUndoToast()
  const children = childrenOf(entries, entry.name)
  const titles = children.map(({ title }) => title).join(', ')
  const remove = (answer: ChildrenAnswer) => {
    deleteStream(document, entry.path, {
      name: entry.name,
      children: children.map(({ path }) => path),
      answer,
    })
    onClose()
    sayUndo(`${entry.title} is deleted`, () => document.undo())
  }
  return (
    <Dialog
      isOpen={isOpen}
      onClose={onClose}
      title={`Delete ${entry.title}`}
      footer={
        <>
          <Button variant="ghost" onClick={onClose}>
            Cancel
          </Button>
          <span className="grow" />
          {children.length > 0 && (
            <Button variant="danger" onClick={() => remove('delete')}>
              Delete {children.length + 1} streams
            </Button>
          )}
          <Button variant="danger" onClick={() => remove('keep-reading')}>
            Delete {entry.title}
          </Button>
        </>
      }
    >
      {children.length === 0 ? (
        <p>No other stream uses it. Undo brings it back.</p>
      ) : (
        <p>
          {titles} {children.length === 1 ? 'makes its' : 'make their'} slices from {entry.title}.
          Delete {entry.title} alone and {children.length === 1 ? 'it keeps' : 'they keep'} reading
          it as a parent, or delete {children.length === 1 ? 'both' : 'all of them'}. Undo brings
          everything back.
        </p>
      )}
    </Dialog>
  )
}
