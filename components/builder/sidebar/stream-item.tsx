'use client'

import { Copy, Ellipsis, MoveDown, MoveUp, Pencil, Trash2 } from 'lucide-react'
import { type KeyboardEvent, useState } from 'react'
import { Menu } from '../../ui/menu'
import { Tooltip } from '../../ui/tooltip'
import { useBuilder } from '../manifest-context'
import { duplicateStream, renameStream } from '../stream-edits'
import { freeName, type StreamEntry } from '../streams'
import { DeleteStreamDialog } from './delete-stream-dialog'
import { GeneratedItems } from './generated-items'
import { StreamStatus, useStreamStatus } from './stream-status'
import type { StreamOrder } from './use-stream-order'

interface StreamItemProps {
  entry: StreamEntry
  entries: readonly StreamEntry[]
  isCurrent: boolean
  order: StreamOrder
}

/** A stream in the sidebar: its proof, its name, what the last run brought and when. */
export function StreamItem({ entry, entries, isCurrent, order }: StreamItemProps) {
  const { state } = useBuilder()
  const [isRenaming, setRenaming] = useState(false)
  const [isDeleting, setDeleting] = useState(false)
  const status = useStreamStatus(entry.name)
  const actions = useItemActions(entry, entries)
  const onKeyDown = (event: KeyboardEvent) => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key] as 1 | -1 | undefined
    if (event.key === 'F2') setRenaming(true)
    else if (event.key === 'Delete') setDeleting(true)
    else if (by !== undefined && event.altKey) order.step(entry, by)
    else if (by !== undefined) order.focusNext(by)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  if (isRenaming) {
    return (
      <li>
        <RenameBox
          name={entry.name}
          taken={entries.filter((each) => each !== entry).map((each) => each.name)}
          onDone={(name) => {
            setRenaming(false)
            if (name !== undefined) actions.rename(name)
          }}
        />
      </li>
    )
  }
  return (
    <li className="st-row" {...order.drag(entry)}>
      <Tooltip text={`${entry.title} · ${status.text}`} side="right">
        <button
          type="button"
          className={entry.isChild ? 'it st kid' : 'it st'}
          aria-current={isCurrent ? 'page' : undefined}
          onClick={() => state.show({ kind: 'stream', name: entry.name, place: entry.place })}
          onDoubleClick={() => setRenaming(true)}
          onKeyDown={onKeyDown}
        >
          <StreamStatus status={status} />
          <span className="cut">
            <span className="nm cut">{entry.title}</span>
            <small>{status.text}</small>
          </span>
        </button>
      </Tooltip>
      <ItemMenu
        entry={entry}
        order={order}
        onRename={() => setRenaming(true)}
        onDuplicate={actions.duplicate}
        onDelete={() => setDeleting(true)}
      />
      {entry.kind === 'dynamic' && <GeneratedItems entry={entry} />}
      <DeleteStreamDialog
        isOpen={isDeleting}
        onClose={() => setDeleting(false)}
        entry={entry}
        entries={entries}
      />
    </li>
  )
}

interface ItemMenuProps {
  entry: StreamEntry
  order: StreamOrder
  onRename: () => void
  onDuplicate: () => void
  onDelete: () => void
}

function ItemMenu({ entry, order, onRename, onDuplicate, onDelete }: ItemMenuProps) {
  return (
    <Menu
      trigger={
        <button
          type="button"
          className="btn ghost sm icon more"
          aria-label={`More about ${entry.title}`}
        >
          <Ellipsis className="i s" />
        </button>
      }
      items={[
        {
          label: 'Rename',
          icon: <Pencil className="i s" />,
          after: 'F2',
          onSelect: onRename,
        },
        { label: 'Duplicate', icon: <Copy className="i s" />, onSelect: onDuplicate },
        {
          label: 'Move up',
          icon: <MoveUp className="i s" />,
          isDisabled: !order.canStep(entry, -1),
          onSelect: () => order.step(entry, -1),
          startsGroup: true,
        },
        {
          label: 'Move down',
          icon: <MoveDown className="i s" />,
          isDisabled: !order.canStep(entry, 1),
          onSelect: () => order.step(entry, 1),
        },
        {
          label: 'Delete…',
          icon: <Trash2 className="i s" />,
          isDanger: true,
          startsGroup: true,
          onSelect: onDelete,
        },
      ]}
    />
  )
}

function useItemActions(entry: StreamEntry, entries: readonly StreamEntry[]) {
  const { document, state } = useBuilder()
  return {
    rename: (name: string) => {
      renameStream(document, entry.path, { from: entry.name, to: name })
      state.follow(name, entry.place)
    },
    duplicate: () => {
      const name = freeName(entries, `${entry.name}_copy`)
      duplicateStream(document, entry.path, name)
      state.show({ kind: 'stream', name, place: entry.place + 1 })
    },
  }
}

interface RenameBoxProps {
  name: string
  taken: readonly string[]
  onDone: (name: string | undefined) => void
}

function RenameBox({ name, taken, onDone }: RenameBoxProps) {
  const [text, setText] = useState(name)
  const trimmed = text.trim()
  const why = taken.includes(trimmed)
    ? 'This name is taken'
    : trimmed === ''
      ? 'A name needs a character'
      : undefined
  const finish = () => onDone(why === undefined && trimmed !== name ? trimmed : undefined)
  return (
    <div className="field rename">
      <div className={why ? 'in mono bad' : 'in mono'}>
        <input
          // biome-ignore lint/a11y/noAutofocus: the person asked to rename just now
          autoFocus
          aria-label="Name of the stream"
          aria-invalid={why ? true : undefined}
          value={text}
          onFocus={(event) => event.target.select()}
          onChange={(event) => setText(event.target.value)}
          onBlur={finish}
          onKeyDown={(event) => {
            if (event.key === 'Enter') finish()
            if (event.key === 'Escape') onDone(undefined)
          }}
        />
      </div>
      {why && <p className="hint bad">{why}</p>}
    </div>
  )
}
