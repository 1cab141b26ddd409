'use client'

import { Link2 } from 'lucide-react'
import { useState } from 'react'
import type { ManifestPath } from '@/lib/engine/path'
import { streamsSharing } from '@/lib/manifest/shared-parts'
import { Button } from '../../ui/button'
import { isSame, useManifestDocument, useManifestSnapshot } from '../manifest-context'
import { makeOwnCopy } from '../references'

interface SharedNoticeProps {
  path: ManifestPath
  /** The stream it is edited for: that its whole definition stands elsewhere is not sharing. */
  streamPath: ManifestPath
}

/** Says that a part is shared, and lets it be copied for this stream alone. */
export function SharedNotice({ path, streamPath }: SharedNoticeProps) {
  const document = useManifestDocument()
  const { isEditable, manifest } = useManifestSnapshot()
  const [isForAll, setForAll] = useState(false)
  const { path: here, sharedAt } = document.resolvePath(path)
  const ofStream = document.resolvePath(streamPath).sharedAt
  if (sharedAt === undefined || (ofStream && isSame(sharedAt, ofStream))) return null
  if (document.rangeOf(here) === undefined) return null
  const count = streamsSharing(manifest, here).length
  const users = count === 1 ? '1 stream' : `${count} streams`
  if (isForAll) {
    return (
      <p className="row s12 t2">
        <Link2 className="i s" /> Shared: edits here change {users}
        <Button size="sm" variant="ghost" onClick={() => setForAll(false)}>
          Choose again
        </Button>
      </p>
    )
  }
  return (
    <div className="note acc" role="status">
      <Link2 className="i" />
      <div className="grow">
        <span className="b">Shared: used by {users}</span>
        <p className="s12 t2">
          It stands at <code>{here.join('.')}</code>. What you change here changes for all of them.
        </p>
        <div className="row g6 mt-2">
          <Button size="sm" onClick={() => setForAll(true)}>
            Edit for all
          </Button>
          <Button
            size="sm"
            variant="ghost"
            disabledReason={isEditable ? undefined : 'The YAML cannot be read'}
            onClick={() => makeOwnCopy(document, path)}
          >
            Make own copy
          </Button>
        </div>
      </div>
    </div>
  )
}
