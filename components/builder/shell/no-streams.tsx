'use client'

import { Plus } from 'lucide-react'
import { Bob } from '../../ui/bob'
import { Button } from '../../ui/button'
import { EmptyState } from '../../ui/empty-state'
import { useBuilder, useManifestSnapshot } from '../manifest-context'
import { addStream } from '../stream-edits'

/** A connector without streams. */
export function NoStreams() {
  const { document, state } = useBuilder()
  const { isEditable } = useManifestSnapshot()
  const add = () => {
    const place = addStream(document, 'new_stream')
    state.show({ kind: 'stream', name: 'new_stream', place })
    state.openStation('request')
  }
  return (
    <main className="pane grow" id="line" data-pane="line">
      <EmptyState
        title={isEditable ? 'No streams yet' : 'The YAML cannot be read'}
        text={
          isEditable
            ? 'A stream is one list the API gives you, such as orders.'
            : 'Mend the marked line, and the streams are back.'
        }
        mark={<Bob level="none" size="lg" label="" />}
      >
        {isEditable ? (
          <Button variant="primary" icon={<Plus className="i s" />} onClick={add}>
            Add a stream
          </Button>
        ) : (
          <Button variant="primary" onClick={() => state.setView('split')}>
            Show the YAML
          </Button>
        )}
      </EmptyState>
    </main>
  )
}
