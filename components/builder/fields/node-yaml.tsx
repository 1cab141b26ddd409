'use client'

import { Check, CircleAlert } from 'lucide-react'
import { useState } from 'react'
import type { ManifestPath } from '@/lib/engine/path'
import { ManifestError } from '@/lib/manifest/manifest-error'
import type { BuilderState } from '../builder-state'
import { useBuilder, useManifestSnapshot } from '../manifest-context'
import { resolvePath } from '../references'
import { unreadPlace } from '../saving/unread-places'
import { CodeArea } from '../yaml/code-area'
import { nodeText } from '../yaml/node-text'

interface NodeYamlProps {
  path: ManifestPath
  /** At the right of the line beneath. */
  aside?: React.ReactNode
  hasFocus?: boolean
}

interface NodeDraft {
  readonly text: string
  readonly why: string | undefined
  /** What the manifest had when it was typed. */
  readonly base: string
  /** Whose it is; see `unreadPlace`. */
  readonly place: string
}

function unreadDraft(state: BuilderState, place: string, base: string): NodeDraft | undefined {
  const unread = state.unread(place)
  return unread && { ...unread, base, place }
}

/**
 * One node of the manifest as YAML, with the line numbers of the whole text. Text that cannot be
 * read stays here, says why, and is written as soon as it can be.
 */
export function NodeYaml({ path, aside, hasFocus = false }: NodeYamlProps) {
  const { document, state } = useBuilder()
  const { isEditable } = useManifestSnapshot()
  const here = resolvePath(document, path)
  const node = nodeText(document, here)
  const place = unreadPlace(document, path)
  const [kept, setDraft] = useState<NodeDraft | undefined>(() =>
    unreadDraft(state, place, node.text),
  )
  // Another stream may stand at this path by now: what was typed belongs to the one before.
  const draft =
    kept === undefined || kept.place === place ? kept : unreadDraft(state, place, node.text)
  // The manifest changed under a draft that is fine: the draft is old.
  const isStale = draft !== undefined && draft.why === undefined && draft.base !== node.text
  const text = draft === undefined || isStale ? node.text : draft.text

  const change = (next: string) => {
    const why = tryReplace(node.firstLine, () => {
      if (next.trim() === '') document.set(here, undefined)
      else document.replaceNode(here, next)
    })
    setDraft({ text: next, why, place, base: nodeText(document, here).text })
    state.keepUnread(place, why === undefined ? undefined : { text: next, why })
  }

  return (
    <div className="col g6">
      <CodeArea
        label="YAML of this part"
        text={text}
        firstLine={node.firstLine}
        isEditable={isEditable}
        onChange={change}
        hasFocus={hasFocus}
      />
      <div className="row s12 t2">
        <NodeState isEditable={isEditable} why={draft?.why} />
        {aside && <span className="end">{aside}</span>}
      </div>
    </div>
  )
}

function NodeState({ isEditable, why }: { isEditable: boolean; why: string | undefined }) {
  if (why !== undefined) {
    return (
      <span className="c-bad row g6" role="status">
        <CircleAlert className="i s" /> Not written yet: {why}
      </span>
    )
  }
  if (!isEditable) {
    return (
      <span className="c-warn">The YAML of the manifest cannot be read; mend it there first</span>
    )
  }
  return (
    <span className="row g6">
      <Check className="i s c-ok" /> Valid. Comments and unknown fields stay as they are
    </span>
  )
}

/** Why an edit was refused, with the line as the whole text counts it. */
function tryReplace(firstLine: number, edit: () => void): string | undefined {
  try {
    edit()
    return undefined
  } catch (error) {
    if (!(error instanceof ManifestError)) throw error
    const message = error.message.replace(/ \(line \d+\)$/, '')
    return error.line === undefined ? message : `${message} (line ${firstLine + error.line - 1})`
  }
}
